#include "hubmine/hub/url.hpp"

#include "hubmine/core/text.hpp"

#include "field_value.hpp"

#include <algorithm>
#include <charconv>

namespace hubmine::hub {

namespace {

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_unreserved(char c) {
    return is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

bool is_visible_ascii(char c) {
    return c > ' ' && c < '\x7F';
}

bool is_host(std::string_view host) {
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    const std::string_view inside = bracketed ? host.substr(1, host.size() - 2) : host;
    return !inside.empty() && std::all_of(inside.begin(), inside.end(), [&](char c) {
        return bracketed ? is_alnum(c) || c == ':' || c == '.'
                         : is_alnum(c) || c == '-' || c == '.' || c == '_';
    });
}

std::optional<int> parse_port(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65535) {
        return std::nullopt;
    }
    return port;
}

/// "scheme://authority" of an absolute URL, as written.
std::string_view site_of(std::string_view url) {
    const std::size_t authority = url.find("://") + 3;
    return url.substr(0, std::min(url.find_first_of("/?#", authority), url.size()));
}

/// Whether the parameters of a link call it the next page: only the first `rel` counts, and may
/// hold several words.
bool is_next(std::string_view parameters) {
    for (const std::string_view part : split_field(parameters, ';')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos ||
            core::ascii_lower(core::trim(part.substr(0, equals))) != "rel") {
            continue;
        }
        std::string words = core::ascii_lower(core::trim(part.substr(equals + 1)));
        if (words.size() >= 2 && words.front() == '"' && words.back() == '"') {
            words = words.substr(1, words.size() - 2);
        }
        std::replace(words.begin(), words.end(), '\t', ' ');
        const std::vector<std::string_view> relations = core::split(words, ' ');
        return std::find(relations.begin(), relations.end(), "next") != relations.end();
    }
    return false;
}

}  // namespace

bool Origin::has_default_port() const {
    return port == (scheme == "https" ? kHttpsPort : kHttpPort);
}

std::string Origin::site() const {
    return scheme + "://" + host + (has_default_port() ? "" : ":" + std::to_string(port));
}

bool Origin::is_loopback() const {
    if (host == "localhost" || host == "[::1]") {
        return true;
    }
    const bool numeric = std::all_of(host.begin(), host.end(),
                                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return numeric && host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3;
}

std::optional<Origin> origin_of(std::string_view url) {
    if (!std::all_of(url.begin(), url.end(), is_visible_ascii) ||
        url.find('\\') != std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t colon = url.find("://");
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    Origin origin;
    origin.scheme = core::ascii_lower(url.substr(0, colon));
    if (origin.scheme != "http" && origin.scheme != "https") {
        return std::nullopt;
    }
    origin.port = origin.scheme == "https" ? kHttpsPort : kHttpPort;
    std::string_view authority = site_of(url).substr(colon + 3);
    const std::size_t port_at = authority.rfind(':');
    const bool has_port = port_at != std::string_view::npos && authority.back() != ']';
    if (has_port) {
        const std::optional<int> port = parse_port(authority.substr(port_at + 1));
        if (!port) {
            return std::nullopt;
        }
        origin.port = *port;
        authority = authority.substr(0, port_at);
    }
    if (!is_host(authority)) {
        return std::nullopt;
    }
    origin.host = core::ascii_lower(authority);
    return origin;
}

std::string_view without_query(std::string_view url) {
    return url.substr(0, url.find('?'));
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 0xFU];
    }
    return out;
}

std::string encode_id(std::string_view id) {
    std::string out;
    for (const std::string_view part : core::split(id, '/')) {
        out += out.empty() ? "" : "/";
        // curl and servers fold "." and ".." even when written %2E; an id made of dots leads
        // nowhere instead.
        const bool dots = part.find_first_not_of('.') == std::string_view::npos;
        out += dots ? std::string("%20") : percent_encode(part);
    }
    return out;
}

std::optional<std::string> resolve_url(std::string_view base, std::string_view reference) {
    const std::string_view text = core::trim(reference);
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_visible_ascii) ||
        !origin_of(base)) {
        return std::nullopt;
    }
    std::string url;
    if (text.find("://") != std::string_view::npos && is_alnum(text.front()) &&
        text.find("://") < text.find_first_of("/?#")) {
        url = text;
    } else if (text.starts_with("//")) {
        url = std::string(base.substr(0, base.find(':') + 1)).append(text);
    } else if (text.front() == '/') {
        url = std::string(site_of(base)).append(text);
    } else {
        const std::size_t path_end = std::min(base.find_first_of("?#"), base.size());
        const std::size_t slash = base.substr(0, path_end).rfind('/');
        const bool has_path = slash != std::string_view::npos && slash >= site_of(base).size();
        if (text.front() == '?') {
            url = std::string(base.substr(0, path_end)).append(text);
        } else {
            url = has_path ? std::string(base.substr(0, slash + 1)).append(text)
                           : std::string(site_of(base)).append("/").append(text);
        }
    }
    return origin_of(url) ? std::optional(std::move(url)) : std::nullopt;
}

std::vector<std::string> next_links(std::string_view header) {
    std::vector<std::string> targets;
    for (const std::string_view part : split_field(header, ',')) {
        const std::string_view value = core::trim(part);
        const std::size_t close = value.find('>');
        if (!value.starts_with('<') || close == std::string_view::npos) {
            continue;
        }
        if (is_next(value.substr(close + 1))) {
            targets.emplace_back(core::trim(value.substr(1, close - 1)));
        }
    }
    return targets;
}

std::optional<std::string> normal_endpoint(std::string_view url) {
    const std::optional<Origin> origin = origin_of(url);
    if (!origin || url.find_first_of("?#") != std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view path = url.substr(site_of(url).size());
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return origin->site().append(path);
}

}  // namespace hubmine::hub
