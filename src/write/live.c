#include "write/live.h"

#include "read/digest.h"

extern const char ent_live_script_bytes[], ent_live_style_bytes[];
extern const size_t ent_live_script_bytes_length, ent_live_style_bytes_length;

struct ent_text ent_live_script(void)
{
    return (struct ent_text){ent_live_script_bytes, ent_live_script_bytes_length};
}

struct ent_text ent_live_style(void)
{
    return (struct ent_text){ent_live_style_bytes, ent_live_style_bytes_length};
}

struct ent_text ent_live_place(void)
{
    return ENT_TEXT("<section id=\"entente-told\"></section>");
}

void ent_live_put_digest(struct ent_writer *writer, struct ent_text bytes)
{
    ENT_PUT(writer, " 'sha256-");
    ent_digest_put_base64(writer, bytes);
    ENT_PUT(writer, "'");
}

void ent_live_bare(struct ent_writer *writer)
{
    ENT_PUT(writer, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                    " script-src");
    ent_live_put_digest(writer, ent_live_script());
    ENT_PUT(writer, "; style-src");
    ent_live_put_digest(writer, ent_live_style());
    ENT_PUT(writer, "; connect-src 'self'; base-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<title>No figure yet</title>\n<style>");
    ent_put_text(writer, ent_live_style());
    ENT_PUT(writer, "</style>\n</head>\n<body>\n<main>\n<h1>No figure yet</h1>\n");
    ent_put_text(writer, ent_live_place());
    ENT_PUT(writer, "\n</main>\n<script>");
    ent_put_text(writer, ent_live_script());
    ENT_PUT(writer, "</script>\n</body>\n</html>\n");
}
