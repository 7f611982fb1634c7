#pragma once
/* What Glibc's Swift module leaves out. */
extern int renameat2(int, const char *, int, const char *, unsigned int);
enum { CPLATFORM_RENAME_NOREPLACE = 1 };
