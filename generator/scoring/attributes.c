/* What attributes of a scheme hold: numbers, shares (50% or 0.5), amounts (90%, 2000万元), names of
 * values. */
#include "scoring/inner.h"

static size_t number_length(struct text text) {
    size_t at = text.length && text.at[0] == '-';
    while (at < text.length && ((text.at[at] >= '0' && text.at[at] <= '9') || text.at[at] == '.'))
        at++;
    return at;
}

static bool fault(const xml_node *node, const char *attribute, struct text text,
                  struct diags *diags) {
    FAULT_OF(diags, node, attribute, DIAG_K108, "%s=\"%.*s\"", attribute, TEXT_ARGS(text));
    diags_hint(diags, N_("numbers are written 90, 12.5 or -3"));
    return false;
}

bool scoring_take_number(const xml_node *node, const char *attribute, struct number *out, bool *set,
                         struct arena *arena, struct diags *diags) {
    if (!xml_has(node, attribute)) return true;
    struct text text = text_trim(xml_attribute(node, attribute));
    if (!number_read(arena, text, out)) return fault(node, attribute, text, diags);
    if (set) *set = true;
    return true;
}

bool scoring_take_share(const xml_node *node, const char *attribute, struct number *out, bool *set,
                        struct arena *arena, struct diags *diags) {
    if (!xml_has(node, attribute)) return true;
    struct text text = text_trim(xml_attribute(node, attribute));
    size_t length = number_length(text);
    struct text rest = text_trim(text_slice(text, length, text.length));
    bool percent = text_is(rest, "%") || text_is(rest, "％");
    if ((!percent && rest.length) || !number_read(arena, text_slice(text, 0, length), out)) {
        fault(node, attribute, text, diags);
        diags_hint(diags, N_("shares are written 50%% or 0.5"));
        return false;
    }
    if (percent) *out = number_shift(arena, *out, -2);
    if (set) *set = true;
    return true;
}

bool scoring_take_amount(const xml_node *node, const char *attribute, struct amount *out,
                         struct arena *arena, struct diags *diags) {
    *out = (struct amount){.origin = xml_attribute_origin(node, attribute, 0)};
    if (!xml_has(node, attribute)) return true;
    struct text text = text_trim(xml_attribute(node, attribute));
    size_t length = number_length(text);
    struct text measure = text_trim(text_slice(text, length, text.length));
    if (!number_read(arena, text_slice(text, 0, length), &out->number)) {
        fault(node, attribute, text, diags);
        diags_hint(diags, N_("a number, with its measure if you like: 90, 90%%, 2000万元"));
        return false;
    }
    out->measure = measure_read(measure);
    out->set = true;
    return true;
}

struct value_of scoring_take_value(const xml_node *node, const char *attribute,
                                   const char *periods) {
    struct value_of of = {.node = node, .attribute = attribute};
    of.text = text_trim(xml_attribute(node, attribute));
    if (periods) of.periods = text_trim(xml_attribute(node, periods));
    return of;
}
