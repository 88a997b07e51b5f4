/* What follows from the rest of a style: the grid, and line pitches that nobody gave. */
#include "style/inner.h"

/* The em box of Han fonts stands 0.88 em above the baseline. */
static const double box_above_em = 0.88;

static bool need(const struct style_reading *reading, struct origin origin, bool there,
                 const char *what) {
    if (there) return true;
    diags_add(reading->diags, DIAG_S107, origin, N_("%s is not given"), what);
    diags_hint(reading->diags, N_("give it, or write extends=\"official.xml\""));
    return false;
}

static bool check_complete(const struct style_reading *reading, struct origin origin) {
    const struct style *style = reading->style;
    const struct {
        bool there;
        const char *what;
    } rows[] = {
        {style->page_width_pt > 0 && style->page_height_pt > 0, "<page width height>"},
        {style->area_width_pt > 0 && style->area_height_pt > 0, "<page area-width area-height>"},
        {style->grid_lines >= 2, "<page lines>"},
        {style->rule_thin_pt > 0 && style->rule_thick_pt > 0, "<rule thin thick>"},
        {style->table_row_pt > 0, "<table row>"},
        {style->chart_height_pt > 0, "<chart height>"},
        {text_trim(style->chart_colours).length > 0, "<chart colours>"}};
    bool complete = true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        complete = need(reading, origin, rows[i].there, rows[i].what) && complete;
    for (size_t i = 0; i < STYLE_CLASSES; i++) {
        const char *what = arena_printf(reading->arena, "<text class=\"%s\" size>",
                                        style_class_name((enum style_class)i));
        complete = need(reading, origin, style->text[i].size_pt > 0, what) && complete;
    }
    return complete;
}

/* A tenth of a point is lost in rounding millimetres. */
static bool check_area(const struct style_reading *reading, struct origin origin) {
    const struct style *style = reading->style;
    double right = style->left_pt + style->area_width_pt;
    double bottom = style->top_pt + style->area_height_pt;
    if (right <= style->page_width_pt + 0.1 && bottom <= style->page_height_pt + 0.1) return true;
    diags_add(reading->diags, DIAG_S106, origin,
              N_("it ends %.1f mm from the left and %.1f mm from the top of a page of %.1f × %.1f "
                 "mm"),
              right * 25.4 / 72, bottom * 25.4 / 72, style->page_width_pt * 25.4 / 72,
              style->page_height_pt * 25.4 / 72);
    return false;
}

bool style_finish(struct style_reading *reading, struct origin origin) {
    struct style *style = reading->style;
    if (!check_complete(reading, origin) || !check_area(reading, origin)) return false;
    double body_pt = style->text[STYLE_BODY].size_pt;
    if (style->area_height_pt < body_pt * style->grid_lines) {
        diags_add(reading->diags, DIAG_S106, origin, N_("%d lines of %.2f pt are higher than it"),
                  style->grid_lines, body_pt);
        return false;
    }
    style->grid_pitch_pt = (style->area_height_pt - body_pt) / (style->grid_lines - 1);
    style->first_baseline_pt = style->top_pt + box_above_em * body_pt;
    for (size_t i = 0; i < STYLE_CLASSES; i++)
        if (style->text[i].pitch_pt <= 0) style->text[i].pitch_pt = style->grid_pitch_pt;
    return true;
}
