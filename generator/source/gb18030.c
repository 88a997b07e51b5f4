/* GB 18030: characters of one, two and four bytes.
 *
 * The C library's table says which character is meant.  All characters of two bytes with one lead
 * are asked for once it occurs, so that each costs a look-up.  Of those of four bytes, the ones
 * beyond U+FFFF are counted out (GB 18030-2022, 4.3), the others are rare and asked for one by one;
 * the C library has none for what the editions before 2022 wrote with four bytes and 2022 writes
 * with two: these follow from the order of the code points, too. */
#include <iconv.h>
#include <string.h>

#include "source/encoding.h"

enum {
    LEAD_FIRST = 0x81,
    LEAD_LAST = 0xFE,
    TRAIL_FIRST = 0x40,
    TRAIL_LAST = 0xFE,
    TRAIL_COUNT = TRAIL_LAST - TRAIL_FIRST + 1,
    EURO = 0x80,
    SAMPLE_BYTES = 64 * 1024,
};

/* Number of a character of four bytes in their order: 0x81308130 is 0. */
static uint32_t number_of(const unsigned char *at) {
    return (((uint32_t)(at[0] - 0x81) * 10 + (at[1] - 0x30u)) * 126 + (at[2] - 0x81u)) * 10 +
           (at[3] - 0x30u);
}

enum { NUMBER_U10000 = 189000, NUMBER_U10FFFF = 189000 + 0xFFFFF };

static bool is_four(const unsigned char *at, size_t left) {
    return left >= 4 && at[1] >= 0x30 && at[1] <= 0x39 && at[2] >= LEAD_FIRST &&
           at[2] <= LEAD_LAST && at[3] >= 0x30 && at[3] <= 0x39;
}

/* What the table says; 0 for nothing. */
static uint32_t ask(iconv_t table, const unsigned char *at, size_t length) {
    char in[4];
    unsigned char out[8];
    memcpy(in, at, length);
    char *from = in, *to = (char *)out;
    size_t room = sizeof out;
    iconv(table, NULL, NULL, NULL, NULL);
    if (iconv(table, &from, &length, &to, &room) == (size_t)-1 || room != sizeof out - 4) return 0;
    return (uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16 |
           (uint32_t)out[3] << 24;
}

/* Code points that older editions wrote with four bytes, by the number of the first. */
static uint32_t older_meaning(uint32_t number) {
    static const struct {
        unsigned char first[4];
        uint32_t code_point;
        uint32_t count;
    } runs[] = {
        {{0x82, 0x35, 0x90, 0x37}, 0x9FB4, 8},  /* components: 龴 … 龻 */
        {{0x84, 0x31, 0x82, 0x36}, 0xFE10, 10}, /* marks of vertical setting */
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (number >= number_of(runs[i].first) && number - number_of(runs[i].first) < runs[i].count)
            return runs[i].code_point + number - number_of(runs[i].first);
    return 0;
}

static uint32_t read_four(const struct decoder *decoder, const unsigned char *at) {
    uint32_t number = number_of(at);
    if (number >= NUMBER_U10000)
        return number <= NUMBER_U10FFFF ? 0x10000 + number - NUMBER_U10000 : 0;
    uint32_t code_point = ask(decoder->table, at, 4);
    return code_point ? code_point : older_meaning(number);
}

/* Asks for all trails of a lead at once; those that the table refuses stay 0. */
static uint32_t *ask_row(const struct decoder *decoder, unsigned lead) {
    iconv_t table = decoder->table;
    uint32_t *row = arena_take_array(decoder->arena, TRAIL_COUNT, sizeof *row);
    char in[2 * TRAIL_COUNT];
    unsigned char out[4 * TRAIL_COUNT] = {0};
    for (size_t i = 0; i < TRAIL_COUNT; i++) {
        in[2 * i] = (char)lead;
        in[2 * i + 1] = (char)(TRAIL_FIRST + i);
    }
    char *from = in, *to = (char *)out;
    size_t left = sizeof in, room = sizeof out;
    iconv(table, NULL, NULL, NULL, NULL);
    while (left && iconv(table, &from, &left, &to, &room) == (size_t)-1 && left >= 2) {
        from += 2;
        left -= 2;
        to = (char *)out + 2 * (from - in);
        room = 2 * left;
    }
    for (size_t i = 0; i < TRAIL_COUNT; i++)
        row[i] =
            (uint32_t)out[4 * i] | (uint32_t)out[4 * i + 1] << 8 | (uint32_t)out[4 * i + 2] << 16;
    return decoder->rows[lead - LEAD_FIRST] = row;
}

static size_t next_character(const struct decoder *decoder, const unsigned char *at, size_t left,
                             uint32_t *code_point) {
    *code_point = at[0];
    if (at[0] < EURO) return 1;
    if (at[0] == EURO) *code_point = 0x20AC;
    if (at[0] == EURO) return 1;
    if (at[0] > LEAD_LAST || left < 2) return 0;
    if (is_four(at, left)) {
        *code_point = read_four(decoder, at);
        return *code_point ? 4 : 0;
    }
    if (at[1] < TRAIL_FIRST || at[1] > TRAIL_LAST) return 0;
    const uint32_t *row = decoder->rows[at[0] - LEAD_FIRST];
    if (!row) row = ask_row(decoder, at[0]);
    *code_point = row[at[1] - TRAIL_FIRST];
    return *code_point ? 2 : 0;
}

static void close_table(void *table) {
    iconv_close(table);
}

bool source_open_gb18030(struct decoder *decoder, struct origin origin, struct arena *arena,
                         struct diags *diags) {
    iconv_t table = iconv_open("UTF-32LE", "GB18030");
    if (table == (iconv_t)-1) {
        diags_add(diags, DIAG_D125, origin, "GB 18030");
        diags_hint(diags, N_("save the file as UTF-8; or install the tables of the C library "
                             "(Debian: libc6, Fedora: glibc-gconv-extra)"));
        return false;
    }
    arena_defer(arena, close_table, table);
    *decoder = (struct decoder){
        .next = next_character,
        .ascii = true,
        .rows = arena_take_array(arena, LEAD_LAST - LEAD_FIRST + 1, sizeof *decoder->rows),
        .table = table,
        .arena = arena};
    return true;
}

bool source_looks_like_gb18030(struct text bytes) {
    const unsigned char *at = (const unsigned char *)bytes.at;
    size_t length = bytes.length < SAMPLE_BYTES ? bytes.length : SAMPLE_BYTES;
    size_t pairs = 0, common = 0;
    for (size_t i = 0; i + 1 < length; i++) {
        if (at[i] < 0x80) continue;
        bool han = at[i] >= 0xB0 && at[i] <= 0xD7, mark = at[i] == 0xA1 || at[i] == 0xA3;
        pairs++;
        common += (han || mark) && at[i + 1] >= 0xA1;
        i++;
    }
    return 5 * common >= 3 * pairs;
}
