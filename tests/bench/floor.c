/* The yardstick: the benchmark document with plain Pango layout + Cairo PDF. No templates, no checks.
 * build: cc -O2 -o floor floor.c $(pkg-config --cflags --libs pangocairo pangoft2 cairo-pdf cairo-ft harfbuzz fontconfig) -lm
 * usage: floor [options] in.txt out.pdf            one document
 *        floor [options] -b outdir in.txt...       many documents, one process
 *        floor [options] -j N -b outdir in.txt...  N worker processes forked from one warmed parent
 *        floor [options] -F -b outdir in.txt...    one forked child per document from one warmed parent
 * options: -f FAMILY  -c cache the layouts of short repeated strings  -d direct: glyph+advance table and own line
 *          breaking instead of Pango  -n no PDF (layout only)  -t phase times on stderr  -g FILE dump used glyph ids
 *          -l language tag   -0 nothing but font init
 *          --faces DIR  the five prepared faces of zongjie, by class of text, from a private fontconfig configuration
 *          --tags       PDF structure tags: Document, and P, H1, H2 around each paragraph
 */
#include <pango/pangocairo.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <getopt.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <time.h>
#include <unistd.h>
#include <sys/wait.h>

#define MM (72.0 / 25.4)
static const double PW = 210 * MM, PH = 297 * MM, ML = 28 * MM, MR = 26 * MM, MT = 37 * MM, MB = 35 * MM;
static const double CW[4] = {50, 170, 130, 90};
enum { BODY, BOLD, TITLE, CAP, CELL, HEADR, FOOT, LABEL, NSTYLE };
static const struct { double size; int bold; } ST[NSTYLE] = {{16, 0}, {16, 1}, {22, 1}, {12, 1}, {12, 0}, {10, 0}, {12, 0}, {9, 0}};

static const char *family = "Noto Serif CJK SC", *lang = "zh-cn", *dump;
static int opt_cache, opt_direct, opt_nopdf, opt_times, opt_tags;
static const char *faces; /* folder of the prepared faces, or NULL */
static PangoContext *ctx;
static PangoFontDescription *fd[NSTYLE];
static GHashTable *cache;

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }

/* ---- drawing operations, collected by page ---- */
typedef struct {
    int kind, page; /* 0 pango line, 1 rect, 2 line, 3 glyph run */
    double x, y, a, b, w; unsigned rgb;
    PangoLayoutLine *line;
    int style, g0, ng, u0, nu, para; /* para: number of the paragraph it belongs to, 0: none */
} Op;
static Op *ops; static int nops, cops;
static int para; static const char *para_tag[1 << 16]; /* paragraph under way, and the tag of each */
static cairo_glyph_t *gl; static int ngl, cgl;   /* direct mode: glyph pool */
static char *utf; static cairo_text_cluster_t *cl; static int nutf, cutf;
static PangoLayout **keep; static int nkeep, ckeep;

static Op *op(int kind, int page) {
    if (nops == cops) ops = realloc(ops, (cops = cops ? cops * 2 : 1024) * sizeof *ops);
    Op *o = &ops[nops++]; memset(o, 0, sizeof *o); o->kind = kind; o->page = page; o->para = para; return o;
}

/* ---- direct mode: code point -> glyph and advance, per face ---- */
typedef struct { unsigned g; float adv; unsigned char have; } Ent;
static Ent *tab[2]; static hb_font_t *hbf[2]; static cairo_font_face_t *cff[2];
static void direct_init(void) {
    for (int b = 0; b < 2; b++) {
        PangoFontDescription *d = pango_font_description_copy(fd[b ? BOLD : BODY]);
        pango_font_description_set_absolute_size(d, 1000 * PANGO_SCALE);
        PangoFont *f = pango_context_load_font(ctx, d);
        hbf[b] = pango_font_get_hb_font(f);
        cff[b] = cairo_scaled_font_get_font_face(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(f)));
        tab[b] = calloc(0x10000, sizeof(Ent));
    }
}
static const Ent *ent(int bold, unsigned u) {
    Ent *e = &tab[bold][u & 0xffff];
    if (!e->have) {
        hb_codepoint_t g = 0; int xs, ys; hb_font_get_scale(hbf[bold], &xs, &ys);
        hb_font_get_nominal_glyph(hbf[bold], u, &g);
        e->g = g; e->adv = hb_font_get_glyph_h_advance(hbf[bold], g) / (double)xs; e->have = 1;
    }
    return e;
}
static int nostart(unsigned u) { return strchr(",.%!?;:)", u < 128 ? u : 'x') || u == 0xff0c || u == 0x3002 || u == 0xff1b || u == 0xff1a || u == 0x3001 || u == 0xff09 || u == 0x201d || u == 0xff0e; }
static int word(unsigned u) { return u < 0x250 && u > ' '; }

/* lines of text: callback-free; returns number of lines, each an Op index range with x,y to be set by the caller */
static int direct_lines(const char *s, int style, double width, double indent, int justify, Op *out, int max, double *natural) {
    int n = 0, bold = ST[style].bold; double size = ST[style].size;
    static unsigned cp[4096]; static unsigned short off[4097]; static const Ent *en[4096]; int k = 0;
    for (const char *p = s; *p && k < 4095; p = g_utf8_next_char(p)) { off[k] = p - s; cp[k] = g_utf8_get_char(p); en[k] = ent(bold, cp[k]); k++; }
    off[k] = strlen(s);
    int i = 0;
    while (i < k && n < max) {
        double avail = width - (n ? 0 : indent), x = 0; int j = i, brk = -1;
        while (j < k) {
            double a = en[j]->adv * size;
            if (x + a > avail + 0.01) break;
            x += a; j++;
            if (j < k && !nostart(cp[j]) && !(word(cp[j - 1]) && word(cp[j])) && cp[j - 1] != 0xff08) brk = j;
        }
        if (j < k) { if (brk > i) j = brk; x = 0; for (int q = i; q < j; q++) x += en[q]->adv * size; }
        double extra = (justify && j < k && j - i > 1) ? (avail - x) / (j - i - 1) : 0;
        if (natural && x > *natural) *natural = x;
        while (ngl + j - i > cgl) { gl = realloc(gl, (cgl = cgl ? cgl * 2 : 65536) * sizeof *gl); cl = realloc(cl, cgl * sizeof *cl); }
        int len = off[j] - off[i];
        while (nutf + len > cutf) utf = realloc(utf, cutf = cutf ? cutf * 2 : 262144);
        memcpy(utf + nutf, s + off[i], len);
        Op *o = &out[n]; memset(o, 0, sizeof *o); o->kind = 3; o->style = style; o->g0 = ngl; o->ng = j - i; o->u0 = nutf; o->nu = len;
        x = n ? 0 : indent;
        for (int q = i; q < j; q++) {
            gl[ngl].index = en[q]->g; gl[ngl].x = x; gl[ngl].y = 0; cl[ngl].num_bytes = off[q + 1] - off[q]; cl[ngl].num_glyphs = 1; ngl++;
            x += en[q]->adv * size + extra;
        }
        nutf += len; n++; i = j;
    }
    return n;
}

static PangoLayout *lay(const char *s, int style, double width, double indent, int justify) {
    char key[600]; int small = opt_cache && strlen(s) < 500;
    if (small) {
        snprintf(key, sizeof key, "%d:%g:%s", style, width, s);
        PangoLayout *l = g_hash_table_lookup(cache, key);
        if (l) return l;
    }
    PangoLayout *l = pango_layout_new(ctx);
    pango_layout_set_font_description(l, fd[style]);
    if (width > 0) pango_layout_set_width(l, width * PANGO_SCALE);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    if (indent) pango_layout_set_indent(l, indent * PANGO_SCALE);
    if (justify) pango_layout_set_justify(l, TRUE);
    pango_layout_set_text(l, s, -1);
    if (small) g_hash_table_insert(cache, g_strdup(key), l);
    else { if (nkeep == ckeep) keep = realloc(keep, (ckeep = ckeep ? ckeep * 2 : 256) * sizeof *keep); keep[nkeep++] = l; }
    return l;
}

/* one line of text at a baseline; align 0 left 1 centre 2 right */
static void text1(int page, double x, double base, int style, const char *s, int align) {
    if (opt_direct) {
        Op t; double w = 0; direct_lines(s, style, 1e6, 0, 0, &t, 1, &w);
        Op *o = op(3, page); int p = o->page, q = o->para; *o = t; o->page = p; o->para = q; o->x = x - (align == 1 ? w / 2 : align == 2 ? w : 0); o->y = base; return;
    }
    PangoLayout *l = lay(s, style, 0, 0, 0); PangoRectangle r; PangoLayoutLine *ln = pango_layout_get_line_readonly(l, 0);
    double w = 0;
    if (align) { pango_layout_line_get_extents(ln, NULL, &r); w = r.width / (double)PANGO_SCALE; }
    Op *o = op(0, page); o->line = ln; o->x = x - (align == 1 ? w / 2 : align == 2 ? w : 0); o->y = base;
}

static int page; static double y;
static void need(double h) { if (y + h > PH - MB + 0.01) { page++; y = MT; } }

/* flowed text: greedy page fill, one line at a time; returns number of lines */
static void flow(const char *s, int style, double indent, double pitch, int justify) {
    double W = PW - ML - MR;
    if (opt_direct) {
        Op ls[64]; int n = direct_lines(s, style, W, indent, justify, ls, 64, NULL);
        for (int i = 0; i < n; i++) { need(pitch); Op *o = op(3, page); ls[i].page = page; ls[i].para = o->para; *o = ls[i]; o->x = ML; o->y = y + pitch * 0.7; y += pitch; }
        return;
    }
    PangoLayout *l = lay(s, style, W, indent, justify); PangoLayoutIter *it = pango_layout_get_iter(l);
    do {
        PangoRectangle r; pango_layout_iter_get_line_extents(it, NULL, &r);
        need(pitch);
        Op *o = op(0, page); o->line = pango_layout_iter_get_line_readonly(it); o->x = ML + r.x / (double)PANGO_SCALE; o->y = y + pitch * 0.7;
        y += pitch;
    } while (pango_layout_iter_next_line(it));
    pango_layout_iter_free(it);
}
static void rule(int pg, double x1, double y1, double x2, double y2, unsigned rgb, double w) { Op *o = op(2, pg); o->x = x1; o->y = y1; o->a = x2; o->b = y2; o->rgb = rgb; o->w = w; }

static void row(char **c, int n, int style) {
    const double RH = 20; double x = ML;
    for (int i = 0; i < n && i < 4; i++) { text1(page, x + 3, y + 14, style, c[i], 0); x += CW[i]; }
    x = ML;
    for (int i = 0; i <= 4; i++) { rule(page, x, y, x, y + RH, 0, .5); if (i < 4) x += CW[i]; }
    rule(page, ML, y + RH, ML + 440, y + RH, 0, .5);
    y += RH;
}

typedef struct { char *f[10]; int n; } Rec;
typedef struct { char *text; int page, lvl; } Toc;

static double T[4];


static int document(const char *in, const char *outp) {
    double t0 = now();
    char *buf; gsize len;
    if (!g_file_get_contents(in, &buf, &len, NULL)) { fprintf(stderr, "cannot read %s\n", in); return 1; }
    nops = ngl = nutf = nkeep = para = 0;
    Rec *rec = NULL; int nr = 0, cr_ = 0;
    for (char *p = buf; p < buf + len;) {
        char *e = strchr(p, '\n'); if (!e) e = buf + len; *e = 0;
        if (nr == cr_) rec = realloc(rec, (cr_ = cr_ ? cr_ * 2 : 1024) * sizeof *rec);
        Rec *r = &rec[nr++]; r->n = 0;
        for (char *q = p; q && r->n < 10;) { r->f[r->n++] = q; q = strchr(q, '\t'); if (q) *q++ = 0; }
        p = e + 1;
    }
    /* contents: one line an entry, so its page count is known before layout */
    Toc *toc = malloc((nr + 1) * sizeof *toc); int nt = 0;
    for (int i = 0; i < nr; i++) if (!strcmp(rec[i].f[0], "h1") || !strcmp(rec[i].f[0], "h2")) { toc[nt].lvl = rec[i].f[0][1] - '0'; toc[nt++].text = rec[i].f[1]; }
    const char *title = nr ? rec[0].f[1] : "", *org = nr > 1 ? rec[1].f[1] : "";
    page = 0; y = MT;
    double CX = (ML + PW - MR) / 2;
    text1(page, CX, y + 26, TITLE, title, 1); y += 46; text1(page, CX, y + 20, BODY, org, 1); y += 29; text1(page, CX, y + 20, BODY, "目　录", 1); y += 29;
    int tp = page; double ty = y;
    for (int i = 0; i < nt; i++) { need(29); y += 29; }
    int t = 0; Rec *head = NULL; double cy = 0;
    for (int i = 2; i < nr; i++) {
        Rec *r = &rec[i]; const char *k = r->f[0];
        if (!strcmp(k, "h1") || !strcmp(k, "h2")) { need(58); toc[t++].page = page; para_tag[++para & 0xffff] = k[1] == '1' ? "H1" : "H2"; flow(r->f[1], BOLD, 32, 29, 0); para++; para_tag[para & 0xffff] = NULL; }
        else if (!strcmp(k, "p") || !strcmp(k, "li")) { para_tag[++para & 0xffff] = "P"; flow(r->f[1], BODY, 32, 29, 1); para++; para_tag[para & 0xffff] = NULL; }
        else if (!strcmp(k, "cap")) { need(62); text1(page, CX, y + 16, CAP, r->f[1], 1); y += 22; }
        else if (!strcmp(k, "thead")) { head = r; rule(page, ML, y, ML + 440, y, 0, .5); row(r->f + 1, r->n - 1, CAP); }
        else if (!strcmp(k, "tr")) {
            if (y + 20 > PH - MB) { page++; y = MT; rule(page, ML, y, ML + 440, y, 0, .5); row(head->f + 1, head->n - 1, CAP); }
            row(r->f + 1, r->n - 1, CELL);
        }
        else if (!strcmp(k, "tend")) y += 6;
        else if (!strcmp(k, "chart")) { need(212); y += 6; cy = y; }
        else if (!strcmp(k, "cend")) y += 206;
        else if (!strcmp(k, "rect")) { Op *o = op(1, page); o->x = ML + atof(r->f[1]); o->y = cy + atof(r->f[2]); o->a = atof(r->f[3]); o->b = atof(r->f[4]); o->rgb = strtoul(r->f[5] + 1, 0, 16); }
        else if (!strcmp(k, "line")) rule(page, ML + atof(r->f[1]), cy + atof(r->f[2]), ML + atof(r->f[3]), cy + atof(r->f[4]), strtoul(r->f[5] + 1, 0, 16), atof(r->f[6]));
        else if (!strcmp(k, "text")) text1(page, ML + atof(r->f[1]), cy + atof(r->f[2]), atof(r->f[3]) > 10 ? CAP : LABEL, r->f[4], 1);
    }
    int last = page;
    page = tp; y = ty;
    for (int i = 0; i < nt; i++) {
        char num[16]; need(29); snprintf(num, sizeof num, "%d", toc[i].page + 1);
        text1(page, ML + (toc[i].lvl - 1) * 32, y + 20, BODY, toc[i].text, 0);
        text1(page, PW - MR, y + 20, BODY, num, 2);
        y += 29;
    }
    for (int p = 0; p <= last; p++) {
        char num[32]; snprintf(num, sizeof num, "— %d —", p + 1);
        text1(p, CX, 28 * MM, HEADR, title, 1); text1(p, CX, PH - 25 * MM, FOOT, num, 1);
    }
    /* stable order by page: counting sort */
    int *cnt = calloc(last + 2, sizeof *cnt), *idx = malloc(nops * sizeof *idx);
    for (int i = 0; i < nops; i++) cnt[ops[i].page + 1]++;
    for (int p = 0; p <= last; p++) cnt[p + 1] += cnt[p];
    for (int i = 0; i < nops; i++) idx[cnt[ops[i].page]++] = i;
    double t1 = now();
    if (dump) { /* glyph ids used, face 0/1 */
        FILE *f = fopen(dump, "w"); GHashTable *seen = g_hash_table_new(NULL, NULL);
        for (int i = 0; i < nops; i++) if (ops[i].kind == 3) for (int g = 0; g < ops[i].ng; g++) {
            unsigned long v = gl[ops[i].g0 + g].index * 2 + ST[ops[i].style].bold;
            if (g_hash_table_add(seen, (gpointer)(v + 1))) fprintf(f, "%lu %lu\n", v & 1, v >> 1);
        }
        fclose(f);
    }
    double t2 = t1, t3 = t1;
    if (!opt_nopdf) {
        cairo_surface_t *s = cairo_pdf_surface_create(outp, PW, PH);
        cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, title);
        cairo_t *c = cairo_create(s); int cur = 0, cs = -1, open = 0;
        if (opt_tags) cairo_tag_begin(c, "Document", NULL);
        for (int q = 0; q < nops; q++) {
            Op *o = &ops[idx[q]];
            if (opt_tags && o->para != open) {
                if (para_tag[open & 0xffff]) cairo_tag_end(c, para_tag[open & 0xffff]);
                open = o->para;
                if (para_tag[open & 0xffff]) cairo_tag_begin(c, para_tag[open & 0xffff], NULL);
            }
            while (cur < o->page) { cairo_show_page(c); cur++; cs = -1; }
            switch (o->kind) {
            case 0: cairo_move_to(c, o->x, o->y); pango_cairo_show_layout_line(c, o->line); break;
            case 1: cairo_set_source_rgb(c, (o->rgb >> 16) / 255., (o->rgb >> 8 & 255) / 255., (o->rgb & 255) / 255.); cairo_rectangle(c, o->x, o->y, o->a, o->b); cairo_fill(c); cairo_set_source_rgb(c, 0, 0, 0); break;
            case 2: cairo_set_source_rgb(c, (o->rgb >> 16) / 255., (o->rgb >> 8 & 255) / 255., (o->rgb & 255) / 255.); cairo_set_line_width(c, o->w); cairo_move_to(c, o->x, o->y); cairo_line_to(c, o->a, o->b); cairo_stroke(c); cairo_set_source_rgb(c, 0, 0, 0); break;
            case 3:
                if (cs != o->style) { cairo_set_font_face(c, cff[ST[o->style].bold]); cairo_set_font_size(c, ST[o->style].size); cs = o->style; }
                for (int g = o->g0; g < o->g0 + o->ng; g++) { gl[g].x += o->x; gl[g].y = o->y; }
                cairo_show_text_glyphs(c, utf + o->u0, o->nu, gl + o->g0, o->ng, cl + o->g0, o->ng, 0);
            }
        }
        if (opt_tags) { if (para_tag[open & 0xffff]) cairo_tag_end(c, para_tag[open & 0xffff]); cairo_tag_end(c, "Document"); }
        cairo_show_page(c); cairo_destroy(c);
        t2 = now();
        cairo_surface_finish(s); int st = cairo_surface_status(s); cairo_surface_destroy(s);
        if (st) { fprintf(stderr, "%s: %s\n", outp, cairo_status_to_string(st)); return 1; }
        t3 = now();
    }
    for (int i = 0; i < nkeep; i++) g_object_unref(keep[i]);
    free(rec); free(toc); free(cnt); free(idx); g_free(buf);
    double t4 = now();
    T[0] += t1 - t0; T[1] += t2 - t1; T[2] += t3 - t2; T[3] += t4 - t3;
    if (opt_times > 1) fprintf(stderr, "%s: layout %.2f draw %.2f finish %.2f free %.2f ms, %d pages\n", in, t1 - t0, t2 - t1, t3 - t2, t4 - t3, last + 1);
    return 0;
}

static void outname(char *o, size_t n, const char *dir, const char *in) {
    const char *b = strrchr(in, '/'); b = b ? b + 1 : in;
    snprintf(o, n, "%s/%.*s.pdf", dir, (int)(strlen(b) > 4 ? strlen(b) - 4 : strlen(b)), b);
}

/* --faces: 仿宋 body, 黑体 headings, 小标宋 title, 宋体 tables and labels, 楷体 the running head: five faces in all */
static struct { const char *file; char family[128]; int bold; } FACES[] = {
    {"FandolFang-Regular.otf", "", 0}, {"NotoSansSC-Bold.otf", "", 1}, {"NotoSerifSC-Bold.otf", "", 1}, {"NotoSerifSC-Regular.otf", "", 0}, {"FandolKai-Regular.otf", "", 0}};
static const int FACE_OF[NSTYLE] = {0, 1, 2, 1, 3, 4, 3, 3};
static void use_faces(void) {
    FcConfig *config = FcConfigCreate(); char path[4096];
    for (unsigned i = 0; i < sizeof FACES / sizeof *FACES; i++) {
        snprintf(path, sizeof path, "%s/%s", faces, FACES[i].file);
        int count; FcPattern *p = FcFreeTypeQuery((FcChar8 *)path, 0, NULL, &count); FcChar8 *name;
        if (!p || FcPatternGetString(p, FC_FAMILY, 0, &name) != FcResultMatch) { fprintf(stderr, "cannot read %s\n", path); exit(1); }
        snprintf(FACES[i].family, sizeof FACES[i].family, "%s", (char *)name); FcPatternDestroy(p);
        FcConfigAppFontAddFile(config, (FcChar8 *)path);
    }
    FcConfigSetCurrent(config);
}

int main(int argc, char **argv) {
    double s0 = now(); int c, jobs = 1, perdoc = 0, init_only = 0; const char *bdir = NULL; char o[4096];
    static const struct option longs[] = {{"faces", required_argument, NULL, 'A'}, {"tags", no_argument, NULL, 'T'}, {0}};
    while ((c = getopt_long(argc, argv, "f:cdntg:l:b:j:F0", longs, NULL)) != -1) switch (c) {
        case 'A': faces = optarg; break; case 'T': opt_tags = 1; break;
        case 'f': family = optarg; break; case 'c': opt_cache = 1; break; case 'd': opt_direct = 1; break; case 'n': opt_nopdf = 1; break;
        case 't': opt_times++; break; case 'g': dump = optarg; break; case 'l': lang = optarg; break; case 'b': bdir = optarg; break;
        case 'j': jobs = atoi(optarg); break; case 'F': perdoc = 1; break; case '0': init_only = 1; break; default: return 2;
    }
    if (faces) use_faces();
    PangoFontMap *fm = pango_cairo_font_map_new(); pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fm), 72);
    ctx = pango_font_map_create_context(fm);
    cairo_font_options_t *fo = cairo_font_options_create(); cairo_font_options_set_hint_style(fo, CAIRO_HINT_STYLE_NONE); cairo_font_options_set_hint_metrics(fo, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(ctx, fo); pango_context_set_round_glyph_positions(ctx, FALSE);
    pango_context_set_language(ctx, pango_language_from_string(lang)); pango_context_set_base_dir(ctx, PANGO_DIRECTION_LTR);
    for (int i = 0; i < NSTYLE; i++) { fd[i] = pango_font_description_new(); pango_font_description_set_family(fd[i], faces ? FACES[FACE_OF[i]].family : family); pango_font_description_set_absolute_size(fd[i], ST[i].size * PANGO_SCALE); if (faces ? FACES[FACE_OF[i]].bold : ST[i].bold) pango_font_description_set_weight(fd[i], PANGO_WEIGHT_BOLD); }
    cache = g_hash_table_new(g_str_hash, g_str_equal);
    double s1 = now();
    if (opt_direct) direct_init();
    else for (int i = 0; i < NSTYLE; i++) { PangoLayout *l = lay("总A1", i, 0, 0, 0); pango_layout_get_line_readonly(l, 0); }
    double s2 = now();
    if (opt_times) fprintf(stderr, "init: context %.2f ms, fonts loaded %.2f ms\n", s1 - s0, s2 - s1);
    if (init_only) return 0;
    int rc = 0;
    if (!bdir) { if (argc - optind < 2) return 2; rc = document(argv[optind], argv[optind + 1]); if (opt_times == 1) fprintf(stderr, "layout %.2f draw %.2f finish %.2f free %.2f ms\n", T[0], T[1], T[2], T[3]); return rc; }
    int n = argc - optind;
    if (perdoc || jobs > 1) {
        if (n) { outname(o, sizeof o, bdir, argv[optind]); document(argv[optind], o); } /* warm the parent with the first document */
        int live = 0, st; jobs = jobs < 1 ? 1 : jobs;
        if (perdoc) for (int i = 1; i < n; i++) {
            if (live == jobs) { wait(&st); rc |= st; live--; }
            if (!fork()) { outname(o, sizeof o, bdir, argv[optind + i]); _exit(document(argv[optind + i], o)); }
            live++;
        } else for (int w = 0; w < jobs; w++) {
            if (!fork()) { int r = 0; for (int i = 1 + w; i < n; i += jobs) { outname(o, sizeof o, bdir, argv[optind + i]); r |= document(argv[optind + i], o); } _exit(r); }
            live++;
        }
        while (live--) { wait(&st); rc |= st; }
        return rc != 0;
    }
    for (int i = 0; i < n; i++) { outname(o, sizeof o, bdir, argv[optind + i]); rc |= document(argv[optind + i], o); }
    if (opt_times) fprintf(stderr, "%d documents, mean: layout %.3f draw %.3f finish %.3f free %.3f ms\n", n, T[0] / n, T[1] / n, T[2] / n, T[3] / n);
    return rc;
}
