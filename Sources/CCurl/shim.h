#pragma once
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

/* curl brings some thirty libraries along, which take a third of the start of a command that sends nothing. It is loaded when it is
   first called. */
#define CCURL_FUNCTIONS(each)                                                                                         \
    each(curl_global_init) each(curl_free) each(curl_slist_append) each(curl_slist_free_all)                          \
    each(curl_url) each(curl_url_cleanup) each(curl_url_set) each(curl_url_get)                                       \
    each(curl_easy_init) each(curl_easy_cleanup) each(curl_easy_strerror) each(curl_easy_setopt)                      \
    each(curl_easy_getinfo)                                                                                           \
    each(curl_multi_init) each(curl_multi_cleanup) each(curl_multi_setopt) each(curl_multi_add_handle)                \
    each(curl_multi_remove_handle) each(curl_multi_info_read) each(curl_multi_socket_action)

#define CCURL_MEMBER(name) __typeof__(&(name)) name;
struct ccurl_table {
    CCURL_FUNCTIONS(CCURL_MEMBER)
};
#undef CCURL_MEMBER

/* Variables stand in functions, which Swift compiles into whoever calls them. */
static inline struct ccurl_table *ccurl_found_functions(void) {
    static struct ccurl_table table;
    return &table;
}

/* Ends the process as the loader does where a library is missing, in the words of our exit codes: 69 is unavailable. */
static inline void *ccurl_found(void *found) {
    if (found) return found;
    fprintf(stderr, "quittance: what sends over HTTP cannot be loaded (Debian: libcurl4): %s\n", dlerror());
    _exit(69);
}
static inline void ccurl_load(void) {
    void *library = ccurl_found(dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL));
#define CCURL_FIND(name) ccurl_found_functions()->name = (__typeof__(&(name)))ccurl_found(dlsym(library, #name));
    CCURL_FUNCTIONS(CCURL_FIND)
#undef CCURL_FIND
}
static inline const struct ccurl_table *ccurl_functions(void) {
    static pthread_once_t is_loaded = PTHREAD_ONCE_INIT;
    pthread_once(&is_loaded, ccurl_load);
    return ccurl_found_functions();
}
#define CCURL(name) (ccurl_functions()->name)

static inline CURLcode ccurl_global_init(long flags) { return CCURL(curl_global_init)(flags); }
static inline void ccurl_free(void *p) { CCURL(curl_free)(p); }
static inline struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
    return CCURL(curl_slist_append)(list, text);
}
static inline void ccurl_slist_free_all(struct curl_slist *list) { CCURL(curl_slist_free_all)(list); }
static inline CURLU *ccurl_url(void) { return CCURL(curl_url)(); }
static inline void ccurl_url_cleanup(CURLU *url) { CCURL(curl_url_cleanup)(url); }
static inline CURLUcode ccurl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
    return CCURL(curl_url_set)(url, part, text, flags);
}
static inline CURLUcode ccurl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) {
    return CCURL(curl_url_get)(url, part, text, flags);
}
static inline CURL *ccurl_easy_init(void) { return CCURL(curl_easy_init)(); }
static inline void ccurl_easy_cleanup(CURL *h) { CCURL(curl_easy_cleanup)(h); }
static inline const char *ccurl_easy_strerror(CURLcode code) { return CCURL(curl_easy_strerror)(code); }
static inline CURLM *ccurl_multi_init(void) { return CCURL(curl_multi_init)(); }
static inline CURLMcode ccurl_multi_cleanup(CURLM *m) { return CCURL(curl_multi_cleanup)(m); }
static inline CURLMcode ccurl_multi_add_handle(CURLM *m, CURL *h) { return CCURL(curl_multi_add_handle)(m, h); }
static inline CURLMcode ccurl_multi_remove_handle(CURLM *m, CURL *h) { return CCURL(curl_multi_remove_handle)(m, h); }
static inline CURLMsg *ccurl_multi_info_read(CURLM *m, int *left) { return CCURL(curl_multi_info_read)(m, left); }
static inline CURLMcode ccurl_multi_socket_action(CURLM *m, curl_socket_t socket, int events, int *running) {
    return CCURL(curl_multi_socket_action)(m, socket, events, running);
}

/* curl's own setters are variadic, which Swift cannot call. */
static inline CURLcode ccurl_set_long(CURL *h, CURLoption o, long v) { return CCURL(curl_easy_setopt)(h, o, v); }
static inline CURLcode ccurl_set_off(CURL *h, CURLoption o, curl_off_t v) { return CCURL(curl_easy_setopt)(h, o, v); }
static inline CURLcode ccurl_set_string(CURL *h, CURLoption o, const char *v) { return CCURL(curl_easy_setopt)(h, o, v); }
static inline CURLcode ccurl_set_pointer(CURL *h, CURLoption o, const void *v) { return CCURL(curl_easy_setopt)(h, o, v); }
typedef size_t (*ccurl_io)(char *, size_t, size_t, void *);
static inline CURLcode ccurl_set_io(CURL *h, CURLoption o, ccurl_io f) { return CCURL(curl_easy_setopt)(h, o, f); }
static inline CURLcode ccurl_set_opensocket(CURL *h, curl_opensocket_callback f) {
    return CCURL(curl_easy_setopt)(h, CURLOPT_OPENSOCKETFUNCTION, f);
}
static inline CURLcode ccurl_set_prereq(CURL *h, curl_prereq_callback f) {
    return CCURL(curl_easy_setopt)(h, CURLOPT_PREREQFUNCTION, f);
}
static inline CURLcode ccurl_get_long(CURL *h, CURLINFO i, long *v) { return CCURL(curl_easy_getinfo)(h, i, v); }
static inline CURLcode ccurl_get_pointer(CURL *h, CURLINFO i, void **v) { return CCURL(curl_easy_getinfo)(h, i, v); }
static inline CURLcode ccurl_get_string(CURL *h, CURLINFO i, const char **v) { return CCURL(curl_easy_getinfo)(h, i, v); }
static inline CURLMcode ccurl_multi_set_long(CURLM *m, CURLMoption o, long v) { return CCURL(curl_multi_setopt)(m, o, v); }
static inline CURLMcode ccurl_multi_set_pointer(CURLM *m, CURLMoption o, void *v) { return CCURL(curl_multi_setopt)(m, o, v); }
static inline CURLMcode ccurl_multi_set_socket(CURLM *m, curl_socket_callback f) {
    return CCURL(curl_multi_setopt)(m, CURLMOPT_SOCKETFUNCTION, f);
}
static inline CURLMcode ccurl_multi_set_timer(CURLM *m, curl_multi_timer_callback f) {
    return CCURL(curl_multi_setopt)(m, CURLMOPT_TIMERFUNCTION, f);
}
static inline int ccurl_message_is_done(const CURLMsg *m) { return m->msg == CURLMSG_DONE; }
static inline CURLcode ccurl_message_result(const CURLMsg *m) { return m->data.result; }

/* Macros that Swift does not see. */
enum {
    CCURL_SOCKET_TIMEOUT = CURL_SOCKET_TIMEOUT,
    CCURL_SOCKET_BAD = CURL_SOCKET_BAD,
    CCURL_GLOBAL_DEFAULT = CURL_GLOBAL_DEFAULT,
};
