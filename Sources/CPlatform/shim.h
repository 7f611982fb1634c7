#pragma once
/* What Glibc's Swift module leaves out, or gives a name that it uses twice. */
extern int renameat2(int, const char *, int, const char *, unsigned int);
extern int eventfd(unsigned int, int);
extern int flock(int, int);
extern int mallopt(int, int);

/* `flock` is also a struct there. */
static inline int cplatform_flock(int descriptor, int operation) { return flock(descriptor, operation); }

enum {
    CPLATFORM_RENAME_NOREPLACE = 1,
    CPLATFORM_F_SETSIG = 10,
    CPLATFORM_F_SETLEASE = 1024,
    CPLATFORM_M_TRIM_THRESHOLD = -1,
    CPLATFORM_M_MMAP_THRESHOLD = -3,
};
