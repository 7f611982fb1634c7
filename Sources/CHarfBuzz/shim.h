#pragma once
#include <hb.h>
#include <hb-ot.h>
#include <hb-subset.h>

/* HB_TAG and HB_LANGUAGE_INVALID are macros, which Swift does not import. */
static inline hb_tag_t charfbuzz_tag(char a, char b, char c, char d) { return HB_TAG(a, b, c, d); }
