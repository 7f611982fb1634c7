#pragma once
#include <libxml/xmlversion.h>
/* Debian's headers pull in ICU, which clashes with Foundation's own. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlschemas.h>

static inline void cxml_free(void *pointer) { xmlFree(pointer); }
