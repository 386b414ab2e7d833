#include "hubmine/output/page.hpp"

#include "page_files.hpp"
#include "page_part.hpp"
#include "page_text.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <sstream>

namespace hubmine::output {

namespace {

std::string html_of(const PagePart& part) {
    std::ostringstream out;
    write_part(out, part);
    return out.str();
}

/// Only the scripts and the style that hubmine brought run, and nothing is asked of anybody.
std::string policy(const std::string& style, const std::string& vega, const std::string& script) {
    return fmt::format(
        "default-src 'none'; script-src {} {}; style-src {}; img-src data: blob:; base-uri 'none'; "
        "form-action 'none'",
        policy_hash(vega), policy_hash(script), policy_hash(style));
}

}  // namespace

WrittenPart::WrittenPart(const PagePart& part)
    : id_(part.id), heading_(part.heading), html_(html_of(part)) {}

void Page::add(const WrittenPart& part) {
    if (!part.heading_.empty()) {
        contents_.push_back({.id = part.id_, .heading = part.heading_});
    }
    body_ += part.html_;
}

void Page::add_in_front(const PagePart& part) {
    const WrittenPart written(part);
    if (!written.heading_.empty()) {
        contents_.insert(contents_.begin(), {.id = written.id_, .heading = written.heading_});
    }
    body_.insert(0, written.html_);
}

void Page::write(std::ostream& out) const {
    const std::string style = page_style();
    const std::string vega = vega_script();
    const std::string script = page_script();
    fmt::print(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<header><h1>{}</h1></header>\n"
        "<nav aria-label=\"Contents\"><ol>\n",
        policy(style, vega, script), html_text(title_), style, html_text(title_));
    for (const Place& place : contents_) {
        fmt::print(out, "<li><a href=\"#{}\">{}</a></li>\n", html_text(place.id),
                   html_text(place.heading));
    }
    out << "</ol></nav>\n<main>\n"
        << body_ << "</main>\n<script type=\"application/json\" id=\"templates\">"
        << script_json(figure_templates()) << "</script>\n<script>" << vega << "</script>\n<script>"
        << script << "</script>\n</body>\n</html>\n";
}

}  // namespace hubmine::output
