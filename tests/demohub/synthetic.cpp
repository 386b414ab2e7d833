#include "demohub/synthetic.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include "demohub/census.hpp"
#include "demohub/draw.hpp"
#include "demohub/json_text.hpp"
#include "demohub/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>

namespace hubmine::demohub {
namespace {

using core::Kind;

enum Purpose : std::uint64_t {
    kLikes = 50,
    kDownloads,
    kAllTime,
    kTrend,
    kLicense,
    kTask,
    kLibrary,
    kLanguage,
    kGate,
    kDisabled,
    kSize,
    kSdk,
    kCard,
    kLiker
};

std::string iso_json(std::int64_t ms) {
    return "\"" + core::format_time(core::Timestamp(std::chrono::milliseconds(ms))) + "\"";
}

class SyntheticHub final : public Content {
  public:
    explicit SyntheticHub(const SyntheticOptions& options) : census_(options) {}

    [[nodiscard]] std::size_t count(Kind kind) const override { return census_.count(kind); }
    [[nodiscard]] std::string name(Kind kind, std::size_t index) const override {
        return census_.name(kind, index);
    }
    [[nodiscard]] std::string hub_id(Kind kind, std::size_t index) const override {
        return census_.hub_id(kind, index);
    }
    [[nodiscard]] std::int64_t created_ms(Kind kind, std::size_t index) const override {
        return census_.created_ms(kind, index);
    }
    [[nodiscard]] std::optional<std::size_t> find(Kind kind, std::string_view id) const override {
        const auto number = census_.number_in(kind, id);
        return number && core::ascii_lower(name(kind, *number)) == core::ascii_lower(id)
                   ? number
                   : std::nullopt;
    }
    [[nodiscard]] bool vanished(Kind kind, std::size_t index) const override {
        return census_.vanished(kind, index);
    }
    [[nodiscard]] std::optional<std::string> moved_to(Kind kind,
                                                      std::string_view id) const override {
        const auto number = census_.number_in(kind, id);
        const auto former = number ? census_.former_name(kind, *number) : std::nullopt;
        return former && core::ascii_lower(*former) == core::ascii_lower(id)
                   ? std::optional(name(kind, *number))
                   : std::nullopt;
    }
    [[nodiscard]] std::size_t commit_count(Kind kind, std::size_t index) const override {
        return census_.history(kind, index).count;
    }
    [[nodiscard]] std::vector<std::string> commits(Kind kind, std::size_t index, std::size_t first,
                                                   std::size_t count) const override {
        const History history = census_.history(kind, index);
        std::vector<std::string> page;
        for (std::size_t i = first; i < history.count && page.size() < count; ++i) {
            page.push_back(census_.commit(history, i));
        }
        return page;
    }
    [[nodiscard]] std::vector<std::string> discussions(Kind kind,
                                                       std::size_t index) const override {
        return census_.discussions(kind, index);
    }
    [[nodiscard]] std::vector<std::string> likers(Kind kind, std::size_t index) const override;
    [[nodiscard]] std::optional<Account> account(std::string_view name) const override {
        return census_.people().account(name);
    }
    [[nodiscard]] std::int64_t now_ms() const override { return census_.now_ms(); }
    [[nodiscard]] std::string object(Kind kind, std::size_t index, bool with_spaces) const override;

  private:
    [[nodiscard]] Draw draw(Kind kind, std::size_t index) const;
    [[nodiscard]] std::int64_t likes(Kind kind, std::size_t index) const;
    [[nodiscard]] std::string activity(Kind kind, std::size_t index) const;
    [[nodiscard]] std::string particulars(Kind kind, std::size_t index, const Draw& drawn,
                                          bool with_spaces) const;
    [[nodiscard]] std::string spaces_using(std::size_t model) const;

    Census census_;
    mutable std::once_flag usage_read_;
    mutable std::vector<std::pair<std::uint32_t, std::uint32_t>> usage_;  // (model, space), sorted
};

Draw SyntheticHub::draw(Kind kind, std::size_t index) const {
    Draw drawn;
    drawn.id = name(kind, index);
    drawn.license = pick_license(kind, census_.chance(kind, index, kLicense));
    drawn.language = pick_language(census_.chance(kind, index, kLanguage));
    if (kind == Kind::kModel) {
        // Teams have a field of their own, so that fields have networks.
        const Ownership who = census_.ownership(kind, index);
        const bool team_field = who.team && census_.chance(kind, index, kTask) < 0.7;
        const double at = team_field ? unit(hash_of({who.team->number, kTask}))
                                     : unit(scatter(census_.hash(kind, index, kTask)));
        drawn.task = pick_pipeline_tag(at);
        drawn.library = pick_library(drawn.task, census_.chance(kind, index, kLibrary));
        for (const std::string_view word : {drawn.library, drawn.task, drawn.language}) {
            if (!word.empty()) {
                drawn.tags.emplace_back(word);
            }
        }
        draw_parents(census_, index, drawn);
    } else if (kind == Kind::kDataset) {
        if (!drawn.language.empty()) {
            drawn.tags.push_back(fmt::format("language:{}", drawn.language));
        }
        drawn.tags.emplace_back("size_categories:1K<n<10K");
    } else {
        drawn.tags.emplace_back(pick_sdk(census_.chance(kind, index, kSdk)));
        drawn.language = "";
    }
    if (!drawn.license.empty()) {
        drawn.tags.push_back(fmt::format("license:{}", drawn.license));
        // Written by people: sometimes a list of one.
        const bool as_list = census_.chance(kind, index, kCard) < 0.02;
        drawn.card.emplace_back("license", as_list ? json_array({std::string(drawn.license)})
                                                   : json_string(drawn.license));
    }
    draw_languages(census_, kind, index, drawn);
    draw_subjects(census_, kind, index, drawn);
    drawn.tags.emplace_back("region:us");
    return drawn;
}

std::int64_t SyntheticHub::likes(Kind kind, std::size_t index) const {
    constexpr std::array<double, 3> kLiked{0.09, 0.12, 0.10};
    constexpr std::int64_t kMostLikes = 20000;
    return pareto_count(mixed(census_.fame(kind, index), 0.8, census_.hash(kind, index, kLikes)),
                        kLiked.at(static_cast<std::size_t>(kind)), 1.13, kMostLikes);
}

/// Spread evenly over the time since it was created, by whomever.
std::vector<std::string> SyntheticHub::likers(Kind kind, std::size_t index) const {
    const std::int64_t count = likes(kind, index);
    const std::int64_t born = created_ms(kind, index);
    const double apart = static_cast<double>(now_ms() - born) / static_cast<double>(count + 1);
    std::vector<std::string> all;
    for (std::int64_t i = count; i > 0; --i) {
        const std::uint64_t dice =
            scatter(census_.hash(kind, index, kLiker) + static_cast<std::uint64_t>(i));
        const double at = apart * (static_cast<double>(i) - unit(dice));
        all.push_back(
            fmt::format(R"({{"user":{},"likedAt":{}}})",
                        json_string(census_.people().user_name(dice % census_.people().size())),
                        iso_json(born + static_cast<std::int64_t>(at))));
    }
    return all;
}

std::string SyntheticHub::activity(Kind kind, std::size_t index) const {
    const double fame = census_.fame(kind, index);
    const std::int64_t likes = this->likes(kind, index);
    const bool trends = likes > 0 && census_.chance(kind, index, kTrend) < 0.2;
    std::string text =
        fmt::format(R"("likes":{},"trendingScore":{},)", likes, trends ? 1 + likes / 20 : 0);
    if (kind != Kind::kSpace) {
        // Fits 71 % without, 86 of 348,181 above a million, at most 66 million.
        const std::int64_t downloads = lognormal_count(
            mixed(fame, 0.6, census_.hash(kind, index, kDownloads)), 0.29, 2.0, 3.6, 100000000);
        const auto before = static_cast<std::int64_t>(census_.hash(kind, index, kAllTime) % 30);
        text += fmt::format(R"("downloads":{},"downloadsAllTime":{},)", downloads,
                            downloads * 7 + before);
    }
    return text;
}

std::string SyntheticHub::spaces_using(std::size_t model) const {
    std::call_once(usage_read_, [this] {
        for (std::size_t space = 0; space < count(Kind::kSpace); ++space) {
            for (const std::size_t used : census_.model_numbers_of(space)) {
                usage_.emplace_back(static_cast<std::uint32_t>(used),
                                    static_cast<std::uint32_t>(space));
            }
        }
        std::sort(usage_.begin(), usage_.end());
    });
    std::vector<std::string> ids;
    const auto wanted = static_cast<std::uint32_t>(model);
    for (auto it = std::lower_bound(usage_.begin(), usage_.end(), std::pair(wanted, 0U));
         it != usage_.end() && it->first == wanted; ++it) {
        ids.push_back(name(Kind::kSpace, it->second));
    }
    return json_array(ids);
}

std::string SyntheticHub::particulars(Kind kind, std::size_t index, const Draw& drawn,
                                      bool with_spaces) const {
    std::string text;
    const auto add = [&text](std::string_view key, std::string_view value) {
        text += fmt::format(",\"{}\":{}", key, value);
    };
    if (kind == Kind::kModel) {
        add("modelId", json_string(drawn.id));
        if (!drawn.task.empty()) {
            add("pipeline_tag", json_string(drawn.task));
        }
        if (!drawn.library.empty()) {
            add("library_name", json_string(drawn.library));
        }
        text += draw_tensors(census_, index);
        if (with_spaces) {
            add("spaces", spaces_using(index));
        }
    } else if (kind == Kind::kDataset) {
        add("description", json_string(fmt::format("{} for everybody", drawn.id)));
        add("mainSize", draw_main_size(census_, index));
    } else {
        add("sdk", json_string(drawn.tags.front()));
        add("models", json_array(census_.models_of(index)));
        add("datasets", json_array(census_.datasets_of(index)));
    }
    return text;
}

std::string SyntheticHub::object(Kind kind, std::size_t index, bool with_spaces) const {
    Draw drawn = draw(kind, index);
    const History history = census_.history(kind, index);
    if (kind == Kind::kSpace) {
        if (const auto original = census_.duplicated_from(index)) {
            drawn.card.emplace_back("duplicated_from", json_string(name(kind, *original)));
        }
    }
    std::string card;
    for (const auto& [key, value] : drawn.card) {
        card += fmt::format("{}\"{}\":{}", card.empty() ? "" : ",", key, value);
    }
    constexpr double kFamous = 2;
    const double gate = census_.chance(kind, index, kGate);
    const double gated_share = census_.fame(kind, index) > kFamous ? 0.06 : 0.012;
    const bool gated = kind != Kind::kSpace && gate < gated_share;
    return fmt::format(
        R"({{"_id":"{}","id":{},"author":{},"sha":"{}","createdAt":{},"lastModified":{},)"
        R"("private":false,"gated":{},"disabled":{},{}"tags":{},"cardData":{{{}}},)"
        R"("siblings":[{{"rfilename":".gitattributes"}},{{"rfilename":"README.md"}}],)"
        R"("usedStorage":{}{}}})",
        hub_id(kind, index), json_string(drawn.id),
        json_string(drawn.id.substr(0, drawn.id.find('/'))), Census::commit_id(history, 0),
        iso_json(created_ms(kind, index)), iso_json(Census::commit_ms(history, 0)),
        !gated                   ? "false"
        : gate < gated_share / 2 ? R"("auto")"
                                 : R"("manual")",
        census_.chance(kind, index, kDisabled) < 0.001, activity(kind, index),
        json_array(drawn.tags), card, census_.hash(kind, index, kSize) % 10000000000U,
        particulars(kind, index, drawn, with_spaces));
}

}  // namespace

std::unique_ptr<Content> synthetic_hub(const SyntheticOptions& options) {
    return std::make_unique<SyntheticHub>(options);
}

}  // namespace hubmine::demohub
