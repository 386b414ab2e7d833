#include "hubmine/hub/client.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/hub/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace hubmine::hub {

namespace {

/// The `expand` names that bring every column of the store: `author` is the id up to the slash.
std::vector<std::string> fields_of(core::Kind kind) {
    std::vector<std::string> fields{"cardData", "createdAt", "disabled", "lastModified", "likes",
                                    "private",  "sha",       "tags",     "trendingScore"};
    const auto add = [&](std::initializer_list<const char*> names) {
        fields.insert(fields.end(), names.begin(), names.end());
    };
    switch (kind) {
        case core::Kind::kModel:
            add({"baseModels", "downloads", "downloadsAllTime", "gated", "gguf", "library_name",
                 "pipeline_tag", "safetensors"});
            break;
        case core::Kind::kDataset:
            add({"description", "downloads", "downloadsAllTime", "gated", "mainSize"});
            break;
        case core::Kind::kSpace:
            add({"datasets", "models", "sdk"});
            break;
    }
    return fields;
}

/// Without these a row says too little to be worth storing: a Hub that refuses them is another one.
constexpr std::array<std::string_view, 4> kIndispensable{"createdAt", "lastModified", "sha",
                                                         "tags"};

/// The Hub's own hosts: a mirror may pass on addresses that name them.
constexpr std::array<std::string_view, 3> kHubHosts{"huggingface.co", "www.huggingface.co",
                                                    "hf.co"};

/// A lookup needs the `_id` and the id, which always come. One of these keeps the rest away; any
/// will do.
const std::vector<std::string> kLookupFields{"createdAt", "likes", "private", "sha"};

/// The names that may be expanded, when that is what the reply complains about: lists of what may
/// be sorted by, and the like, look the same.
std::optional<std::vector<std::string>> accepted_fields(const Reply& reply) {
    const std::optional<std::string> message = parse_error(reply.body);
    auto accepted = message ? accepted_options(*message) : std::nullopt;
    if (!accepted) {
        return std::nullopt;
    }
    const bool never_sorted_by = core::contains(*accepted, "author") ||
                                 core::contains(*accepted, "cardData") ||
                                 core::contains(*accepted, "sha");
    const bool says_so = message->find("expand") != std::string::npos;
    return never_sorted_by || says_so ? std::move(accepted) : std::nullopt;
}

std::string expand_query(const std::vector<std::string>& fields) {
    std::string query;
    for (const std::string& field : fields) {
        query += query.empty() ? "expand[]=" : "&expand[]=";
        query += field;
    }
    return query;
}

std::size_t drop_others(std::vector<std::string>& fields,
                        const std::vector<std::string>& accepted) {
    return std::erase_if(
        fields, [&](const std::string& field) { return !core::contains(accepted, field); });
}

int hex_digit(char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t value = kDigits.find(lower);
    return value == std::string_view::npos ? -1 : static_cast<int>(value);
}

std::string percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                            hex_digit(text[i + 2]) >= 0;
        if (escape) {
            out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// What stands between the authority and the query of an absolute URL.
std::string_view path_of(std::string_view url) {
    const std::size_t colon = url.find("://");
    const std::size_t start =
        colon == std::string_view::npos ? colon : url.find_first_of("/?#", colon + 3);
    if (start == std::string_view::npos) {
        return {};
    }
    return url.substr(start, std::min(url.find_first_of("?#", start), url.size()) - start);
}

/// "." and ".." fold away what stands before them, also when written %2e.
bool has_dot_segment(std::string_view path) {
    for (const std::string_view segment : core::split(path, '/')) {
        const std::string decoded = percent_decode(segment);
        if (decoded == "." || decoded == "..") {
            return true;
        }
    }
    return false;
}

}  // namespace

Client::Client(const ClientOptions& options)
    : token_(options.token), page_limit_(options.page_limit) {
    const std::optional<std::string> endpoint = normal_endpoint(options.endpoint);
    if (!endpoint) {
        throw core::UsageError(fmt::format("the endpoint {} is no http or https URL",
                                           core::printable(options.endpoint)));
    }
    endpoint_ = *endpoint;
    origin_ = *origin_of(endpoint_);
    for (const core::Kind kind : core::kAllKinds) {
        fields_.at(static_cast<std::size_t>(kind)) = fields_of(kind);
        lookup_fields_.at(static_cast<std::size_t>(kind)) = kLookupFields;
    }
}

std::string Client::api_url(core::Kind kind) const {
    return fmt::format("{}/api/{}", endpoint_, core::kind_plural(kind));
}

std::string Client::list_url(const ListQuery& query) const {
    const std::int64_t limit = query.limit > 0 ? std::min(query.limit, page_limit_) : page_limit_;
    std::string url =
        fmt::format("{}?limit={}&sort=createdAt&direction=1", api_url(query.kind), limit);
    if (!query.author.empty()) {
        url += "&author=" + percent_encode(query.author);
    }
    if (!query.filter.empty()) {
        url += "&filter=" + percent_encode(query.filter);
    }
    return url + "&" + expand_query(fields_.at(static_cast<std::size_t>(query.kind)));
}

std::string Client::commits_url(core::Kind kind, std::string_view id, std::int64_t page) const {
    return fmt::format("{}/{}/commits/main?limit={}&p={}", api_url(kind), encode_id(id),
                       page_limit_, page);
}

std::string Client::discussions_url(core::Kind kind, std::string_view id, std::int64_t page) const {
    return fmt::format("{}/{}/discussions?status=all&p={}", api_url(kind), encode_id(id), page);
}

std::string Client::likers_url(core::Kind kind, std::string_view id) const {
    return fmt::format("{}/{}/likers?expand[]=likeAt", api_url(kind), encode_id(id));
}

std::string Client::storage_url(core::Kind kind, std::string_view id) const {
    return fmt::format("{}/{}?{}", api_url(kind), encode_id(id), expand_query({"usedStorage"}));
}

std::string Client::overview_url(AccountKind kind, std::string_view name) const {
    return fmt::format("{}/api/{}/{}/overview", endpoint_,
                       kind == AccountKind::kUser ? "users" : "organizations", encode_id(name));
}

std::string Client::lookup_url(core::Kind kind, std::string_view id) const {
    const std::vector<std::string>& fields = lookup_fields_.at(static_cast<std::size_t>(kind));
    const std::string url = fmt::format("{}/{}", api_url(kind), encode_id(id));
    return fields.empty() ? url : url + "?" + expand_query({fields.front()});
}

bool Client::is_own(std::string_view url) const {
    const std::optional<Origin> origin = origin_of(url);
    const std::string_view path = path_of(url);
    return origin && *origin == origin_ &&
           path.starts_with(std::string(path_of(endpoint_)) + "/api/") && !has_dot_segment(path);
}

bool Client::withholds_token() const {
    return !token_.empty() && origin_.scheme != "https" && !origin_.is_loopback();
}

Request Client::request(std::uint64_t id, const std::string& url) const {
    if (!is_own(url)) {
        throw std::logic_error("a request left the endpoint's API");
    }
    return {id, url, withholds_token() ? std::string() : token_};
}

bool Client::is_another_name(const Origin& origin) const {
    const bool same_host = origin.host == origin_.host && origin.has_default_port();
    return same_host ||
           std::find(kHubHosts.begin(), kHubHosts.end(), origin.host) != kHubHosts.end();
}

std::optional<std::string> Client::own_url(std::string_view base,
                                           std::string_view reference) const {
    const std::optional<std::string> target = resolve_url(base, reference);
    if (!target) {
        return std::nullopt;
    }
    const Origin origin = *origin_of(*target);
    const std::string_view path = path_of(*target);
    if ((origin != origin_ && !is_another_name(origin)) || has_dot_segment(path)) {
        return std::nullopt;
    }
    const std::string_view whole = std::string_view(*target).substr(0, target->find('#'));
    const std::string_view rest = whole.substr(target->find(path));
    const std::string_view prefix = path_of(endpoint_);
    std::string own;
    if (path.starts_with(std::string(prefix) + "/api/")) {
        own = origin_.site().append(rest);
    } else if (path.starts_with("/api/")) {
        own = endpoint_ + std::string(rest);
    }
    return is_own(own) ? std::optional(std::move(own)) : std::nullopt;
}

NextPage Client::next_page(std::string_view url, const Reply& reply) const {
    bool says_next = false;
    for (const std::string& line : reply.headers.lines("link")) {
        for (const std::string& link : next_links(line)) {
            says_next = true;
            if (const std::optional<std::string> target = own_url(url, link)) {
                return {*target, false};
            }
        }
    }
    return {{}, says_next};
}

std::optional<std::string> Client::redirect_target(std::string_view url, const Reply& reply) const {
    return own_url(url, reply.headers.first("location"));
}

std::optional<std::string> Client::redirect_site(std::string_view url, const Reply& reply) {
    const std::optional<std::string> target = resolve_url(url, reply.headers.first("location"));
    return target ? std::optional(origin_of(*target)->site()) : std::nullopt;
}

std::optional<std::string> Client::repo_id_of(core::Kind kind, std::string_view url) const {
    const std::string prefix = api_url(kind) + "/";
    if (!url.starts_with(prefix)) {
        return std::nullopt;
    }
    const std::string_view rest = url.substr(prefix.size());
    const std::string_view path = rest.substr(0, std::min(rest.find_first_of("?#"), rest.size()));
    const std::vector<std::string_view> parts = core::split(path, '/');
    const auto is_route = [](std::string_view part) {
        return part == "commits" || part == "discussions" || part == "likers" || part == "revision";
    };
    std::string id = percent_decode(parts.front());
    if (parts.size() > 1 && !is_route(parts[1])) {
        id += "/" + percent_decode(parts[1]);
    }
    return id.empty() ? std::nullopt : std::optional(std::move(id));
}

AskedFields Client::asked_fields(std::string_view url) {
    const std::size_t query = url.find('?');
    const std::string_view given =
        query == std::string_view::npos ? std::string_view() : url.substr(query + 1);
    AskedFields asked{.everything = false};
    for (const std::string_view option : core::split(given, '&')) {
        const std::string decoded = percent_decode(option);
        for (const std::string_view prefix : {"expand[]=", "expand="}) {
            if (decoded.starts_with(prefix)) {
                asked.names.insert(decoded.substr(prefix.size()));
            }
        }
    }
    return asked;
}

bool Client::drop_refused_fields(core::Kind kind, const Reply& reply) {
    const std::optional<std::vector<std::string>> accepted = accepted_fields(reply);
    const bool is_bearable = accepted && std::all_of(kIndispensable.begin(), kIndispensable.end(),
                                                     [&](std::string_view name) {
                                                         return core::contains(*accepted, name);
                                                     });
    return is_bearable && drop_others(fields_.at(static_cast<std::size_t>(kind)), *accepted) > 0;
}

bool Client::drop_refused_lookup(core::Kind kind, const Reply& reply) {
    const std::optional<std::vector<std::string>> accepted = accepted_fields(reply);
    if (accepted) {
        drop_others(lookup_fields_.at(static_cast<std::size_t>(kind)), *accepted);
    }
    return accepted.has_value();
}

}  // namespace hubmine::hub
