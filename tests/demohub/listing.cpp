#include "demohub/listing.hpp"

#include "hubmine/core/text.hpp"

#include "demohub/fields.hpp"
#include "demohub/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace hubmine::demohub {
namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// What a row must be to be listed.
class Filter {
  public:
    Filter(core::Kind kind, const Ask& ask)
        : kind_(kind),
          sees_private_(ask.authenticated),
          author_(ask.param("author")),
          pipeline_tag_(ask.param("pipeline_tag")),
          gated_(ask.param("gated")),
          search_(ask.params("search")),
          models_(ask.params("models")),
          datasets_(ask.params("datasets")) {
        for (const auto& value : ask.params("filter")) {
            for (const std::string_view tag : core::split(value, ',')) {
                tags_.emplace_back(tag);
            }
        }
        for (auto& word : search_) {
            word = core::ascii_lower(word);
        }
    }

    [[nodiscard]] bool wants_names() const { return author_ || !search_.empty(); }
    [[nodiscard]] bool accepts_name(const std::string& id) const {
        if (author_ && id.substr(0, id.find('/')) != *author_) {
            return false;
        }
        return std::all_of(search_.begin(), search_.end(), [&](const auto& word) {
            return core::ascii_lower(id).find(word) != std::string::npos;
        });
    }

    [[nodiscard]] bool accepts(const RawObject& row) const {
        if (row.is_true("private") && !sees_private_) {
            return false;
        }
        if (pipeline_tag_ && row.text("pipeline_tag") != pipeline_tag_) {
            return false;
        }
        if (gated_ && (row.find("gated").value_or("false") != "false") !=
                          (*gated_ == "true" || *gated_ == "True")) {
            return false;
        }
        return holds(row, "tags", tags_) &&
               (kind_ != core::Kind::kSpace ||
                (holds(row, "models", models_) && holds(row, "datasets", datasets_)));
    }

  private:
    [[nodiscard]] static bool holds(const RawObject& row, std::string_view member,
                                    const std::vector<std::string>& wanted) {
        if (wanted.empty()) {
            return true;
        }
        const auto held = string_elements(row.find(member).value_or("[]"));
        return std::all_of(wanted.begin(), wanted.end(),
                           [&](const auto& one) { return contains(held, one); });
    }

    core::Kind kind_;
    bool sees_private_;
    std::optional<std::string> author_;
    std::optional<std::string> pipeline_tag_;
    std::optional<std::string> gated_;
    std::vector<std::string> search_;
    std::vector<std::string> tags_;
    std::vector<std::string> models_;
    std::vector<std::string> datasets_;
};

}  // namespace

std::string next_link(const Ask& ask, std::string_view path, std::string_view name,
                      std::string_view value) {
    std::string query;
    for (const std::string_view part : core::split(ask.raw_query, '&')) {
        if (!part.empty() && percent_decoded(part.substr(0, part.find('=')), true) != name) {
            query += std::string(part) + "&";
        }
    }
    return fmt::format("<{}{}?{}{}={}>; rel=\"next\"", ask.origin, path, query, name,
                       percent_encoded(value));
}

void Listing::expire_cursors(int status) {
    expired_status_ = status;
    ++generation_;
}

Listing::Page Listing::collect(core::Kind kind, const Ask& ask, const RowOrder& order,
                               std::size_t start, std::size_t limit, bool with_spaces) const {
    const Filter filter(kind, ask);
    Page page;
    for (std::size_t at = start; at < order.size(); ++at) {
        const std::size_t index = order.index(at);
        if (!world_.is_listed(kind, index) ||
            (filter.wants_names() && !filter.accepts_name(world_.name(kind, index)))) {
            continue;
        }
        std::string object = world_.object(kind, index, with_spaces);
        if (!filter.accepts(RawObject(object))) {
            continue;
        }
        if (page.objects.size() == limit) {
            page.more = true;
            break;
        }
        page.objects.push_back(std::move(object));
        page.last = at;
    }
    return page;
}

Reply Listing::page(core::Kind kind, const Ask& ask) {
    constexpr std::int64_t kMaxLimit = 1000;
    const Selection selection = list_selection(kind, ask);
    const auto limit =
        static_cast<std::size_t>(std::min(ask.number("limit", kMaxLimit, 1), kMaxLimit));
    const auto order =
        orders_.order(kind, ask.param("sort").value_or(""), ask.param("direction") == "1");
    std::size_t start = 0;
    if (const auto text = ask.param("cursor")) {
        const auto cursor = decode_cursor(*text);
        if (!cursor) {
            throw BadRequest{"✖ Invalid cursor"};
        }
        if (cursor->generation != generation_) {
            return error_reply(expired_status_, "", "This cursor has expired");
        }
        start = order->position_after(*cursor);
        start -= std::min(start, ask.shift);
    }
    const Page page = collect(kind, ask, *order, start, limit, selection.with_spaces);
    std::string body = "[";
    for (const auto& object : page.objects) {
        body += body.size() > 1 ? "," : "";
        body += project(world_, kind, RawObject(object), selection);
    }
    Reply reply = json_reply(body + "]");
    if (page.more) {
        Cursor cursor = order->cursor_at(page.last);
        cursor.generation = generation_;
        reply.headers.emplace_back(
            "Link", next_link(ask, fmt::format("/api/{}", core::kind_plural(kind)), "cursor",
                              encode_cursor(cursor)));
    }
    return reply;
}

}  // namespace hubmine::demohub
