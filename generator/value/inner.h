/* For value/ alone: the rational behind a number that does not fit inline, and the calendar
 * under the periods. */
#ifndef VALUE_INNER_H
#define VALUE_INNER_H

#include <gmp.h>

#include "value/figure.h"
#include "value/number.h"
#include "value/period.h"

/** Most decimals of an inline number: 10^18 is the last power of ten below 2^63. */
#define NUMBER_INLINE_DECIMALS 18
/** Decimals printed of a fraction that has no end. */
#define NUMBER_ENDLESS_DECIMALS 12

struct number_big {
    mpq_t value; /* canonical; the limbs are GMP's own and are given back with the arena */
};

/** 10^power for 0 <= power <= 18. */
int64_t number_power_of_ten(int power);
uint64_t number_magnitude(int64_t integer);
/** Initialises `out` with the exact value; the caller clears it. */
void number_to_rational(mpq_t out, struct number a);
/** Takes over a canonical `value` (the caller must not clear it); inline if that is possible. */
struct number number_from_rational(struct arena *arena, mpq_t value);
/** The least inline form: no trailing zeros. */
struct number number_strip(struct number a);
/** Least number of decimals that shows `value` exactly, or -1 if none does. */
int number_rational_decimals(const mpq_t value);

/** What a cell says; `unit` is the text of a unit of measure or scale word behind the number, or
 * empty.  False if it is no quantity. */
bool quantity_read_text(struct arena *arena, struct text text, struct quantity *out,
                        struct text *unit);

/** Years have four digits. */
#define PERIOD_FIRST_YEAR 1000
#define PERIOD_LAST_YEAR  9999

/** Days of a month, 1 to 12. */
int period_month_length(int year, int month);
/** Days since 1 March of the year 0. */
int period_day_number(int year, int month, int day);
/** Writes the code; false if the years have left the calendar. */
bool period_finish(struct arena *arena, struct period *out);
/** Reads 十四五, “十四五”, 十四五时期: the years of a plan.  False if it is none. */
bool period_read_plan(struct text text, struct period *out);
/** First day of one month to last day of another, in the years that *out has. */
void period_set_months(struct period *out, int from_month, int to_month);

#endif
