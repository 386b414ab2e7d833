#include "hubmine/hub/url.hpp"

#include "hubmine/core/text.hpp"

#include <algorithm>
#include <charconv>

namespace hubmine::hub {

namespace {

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

}  // namespace

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
    origin.port = origin.scheme == "https" ? 443 : 80;
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

std::optional<std::string> next_link(std::string_view header) {
    while (true) {
        const std::size_t open = header.find('<');
        const std::size_t close = header.find('>', open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view target = header.substr(open + 1, close - open - 1);
        header.remove_prefix(close + 1);
        const std::string parameters =
            core::ascii_lower(header.substr(0, std::min(header.find('<'), header.size())));
        for (const std::string_view part : core::split(parameters, ';')) {
            const std::string_view parameter =
                core::trim(part.substr(0, std::min(part.find(','), part.size())));
            if (parameter == "rel=\"next\"" || parameter == "rel=next") {
                return std::string(target);
            }
        }
    }
}

}  // namespace hubmine::hub
