#include "demohub/world_files.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include "demohub/json_text.hpp"
#include "demohub/mapped_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace hubmine::demohub {
namespace {

struct Span {
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
};

std::string_view slice(const MappedFile& file, Span span) {
    return file.bytes().substr(span.offset, span.length);
}

/// Calls `take(object, span)` for every line that is not blank.
template <typename Take>
void for_each_line(const MappedFile& file, const std::filesystem::path& path, Take take) {
    const std::string_view bytes = file.bytes();
    std::size_t number = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const std::string_view line = bytes.substr(at, end - at);
        ++number;
        if (!core::trim(line).empty()) {
            try {
                take(RawObject(line), Span{at, static_cast<std::uint32_t>(line.size())});
            } catch (const core::Error& error) {
                throw core::Error(fmt::format("{}:{}: {}", path.string(), number, error.what()));
            }
        }
        at = end + 1;
    }
}

std::string required_text(const RawObject& object, std::string_view key) {
    auto text = object.text(key);
    if (!text) {
        throw core::Error(fmt::format("no text \"{}\"", key));
    }
    return *std::move(text);
}

std::int64_t milliseconds(const std::optional<std::string>& text) {
    const auto time = text ? core::parse_time(*text) : std::nullopt;
    return time ? time->time_since_epoch().count() : 0;
}

/// One kind's listing, with the places of its commits, discussions and likers.
class KindFiles {
  public:
    KindFiles(const std::filesystem::path& directory, core::Kind kind)
        : name_(std::string(core::kind_plural(kind)) + ".jsonl"),
          listing_(directory / name_),
          commits_file_(directory / "commits" / name_),
          discussions_file_(directory / "discussions" / name_),
          likers_file_(directory / "likers" / name_) {
        read_listing(directory / name_);
        read_details(commits_file_, directory / "commits" / name_, commits_);
        read_details(discussions_file_, directory / "discussions" / name_, discussions_);
        read_details(likers_file_, directory / "likers" / name_, likers_);
    }

    [[nodiscard]] std::size_t count() const { return rows_.size(); }
    [[nodiscard]] std::int64_t created_ms(std::size_t index) const { return rows_.at(index).ms; }
    [[nodiscard]] std::string_view line(std::size_t index) const {
        return slice(listing_, rows_.at(index).span);
    }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const {
        const std::string key = core::ascii_lower(id);
        const auto [first, last] = names_.equal_range(std::hash<std::string>{}(key));
        for (auto it = first; it != last; ++it) {
            if (core::ascii_lower(required_text(RawObject(line(it->second)), "id")) == key) {
                return it->second;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::vector<std::string_view> commits(std::size_t index) const {
        return detail(commits_file_, commits_, index, "commits");
    }
    [[nodiscard]] std::vector<std::string_view> discussions(std::size_t index) const {
        return detail(discussions_file_, discussions_, index, "discussions");
    }
    [[nodiscard]] std::vector<std::string_view> likers(std::size_t index) const {
        return detail(likers_file_, likers_, index, "likers");
    }

  private:
    struct Row {
        Span span;
        std::int64_t ms = 0;
    };

    void read_listing(const std::filesystem::path& path) {
        for_each_line(listing_, path, [this](const RawObject& object, Span span) {
            required_text(object, "id");
            required_text(object, "_id");
            rows_.push_back({span, milliseconds(object.text("createdAt"))});
        });
        const auto hub_id = [this](const Row& row) {
            return RawObject(slice(listing_, row.span)).text("_id");
        };
        std::sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
            return a.ms != b.ms ? a.ms < b.ms : hub_id(a) < hub_id(b);
        });
        names_.reserve(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const auto id = core::ascii_lower(required_text(RawObject(line(i)), "id"));
            names_.emplace(std::hash<std::string>{}(id), static_cast<std::uint32_t>(i));
        }
    }

    void read_details(const MappedFile& file, const std::filesystem::path& path,
                      std::vector<Span>& places) const {
        places.resize(rows_.size());
        for_each_line(file, path, [&](const RawObject& object, Span span) {
            if (const auto index = find(required_text(object, "id"))) {
                places[*index] = span;
            }
        });
    }

    [[nodiscard]] static std::vector<std::string_view> detail(const MappedFile& file,
                                                              const std::vector<Span>& places,
                                                              std::size_t index,
                                                              std::string_view key) {
        const Span place = places.at(index);
        const auto array =
            place.length > 0 ? RawObject(slice(file, place)).find(key) : std::nullopt;
        return array ? array_elements(*array) : std::vector<std::string_view>{};
    }

    std::string name_;
    MappedFile listing_;
    MappedFile commits_file_;
    MappedFile discussions_file_;
    MappedFile likers_file_;
    std::vector<Row> rows_;
    std::unordered_multimap<std::size_t, std::uint32_t> names_;
    std::vector<Span> commits_;
    std::vector<Span> discussions_;
    std::vector<Span> likers_;
};

core::Kind required_kind(const RawObject& object) {
    const auto kind = core::parse_kind(required_text(object, "kind"));
    if (!kind) {
        throw core::Error("\"kind\" is none of model, dataset, space");
    }
    return *kind;
}

std::string key_of(core::Kind kind, std::string_view id) {
    return std::string(core::kind_name(kind)) + " " + core::ascii_lower(id);
}

class WorldFiles final : public Content {
  public:
    explicit WorldFiles(const std::filesystem::path& directory)
        : kinds_{KindFiles(directory, core::Kind::kModel),
                 KindFiles(directory, core::Kind::kDataset),
                 KindFiles(directory, core::Kind::kSpace)} {
        read_renames(directory);
        read_quirks(directory);
        read_accounts(directory);
        const MappedFile world(directory / "world.json");
        if (!core::trim(world.bytes()).empty()) {
            now_ms_ = milliseconds(RawObject(world.bytes()).text("now"));
        }
    }

    [[nodiscard]] std::size_t count(core::Kind kind) const override { return files(kind).count(); }
    [[nodiscard]] std::string name(core::Kind kind, std::size_t index) const override {
        return required_text(RawObject(files(kind).line(index)), "id");
    }
    [[nodiscard]] std::string hub_id(core::Kind kind, std::size_t index) const override {
        return required_text(RawObject(files(kind).line(index)), "_id");
    }
    [[nodiscard]] std::int64_t created_ms(core::Kind kind, std::size_t index) const override {
        return files(kind).created_ms(index);
    }
    [[nodiscard]] std::string object(core::Kind kind, std::size_t index,
                                     bool /*with_spaces*/) const override {
        return std::string(files(kind).line(index));
    }
    [[nodiscard]] std::optional<std::size_t> find(core::Kind kind,
                                                  std::string_view id) const override {
        return files(kind).find(id);
    }
    [[nodiscard]] bool vanished(core::Kind kind, std::size_t index) const override {
        return !vanished_.empty() && vanished_.count(key_of(kind, name(kind, index))) > 0;
    }
    [[nodiscard]] std::optional<std::string> moved_to(core::Kind kind,
                                                      std::string_view id) const override {
        const auto found = renames_.find(key_of(kind, id));
        return found != renames_.end() ? std::optional(found->second) : std::nullopt;
    }
    [[nodiscard]] std::size_t commit_count(core::Kind kind, std::size_t index) const override {
        return files(kind).commits(index).size();
    }
    [[nodiscard]] std::vector<std::string> commits(core::Kind kind, std::size_t index,
                                                   std::size_t first,
                                                   std::size_t count) const override {
        const auto all = files(kind).commits(index);
        const std::size_t from = std::min(first, all.size());
        const std::size_t to = from + std::min(count, all.size() - from);
        return {all.begin() + static_cast<std::ptrdiff_t>(from),
                all.begin() + static_cast<std::ptrdiff_t>(to)};
    }
    [[nodiscard]] std::vector<std::string> discussions(core::Kind kind,
                                                       std::size_t index) const override {
        const auto all = files(kind).discussions(index);
        return {all.begin(), all.end()};
    }
    [[nodiscard]] std::vector<std::string> likers(core::Kind kind,
                                                  std::size_t index) const override {
        const auto all = files(kind).likers(index);
        return {all.begin(), all.end()};
    }
    [[nodiscard]] std::optional<Account> account(std::string_view name) const override {
        const auto found = accounts_.find(core::ascii_lower(name));
        return found != accounts_.end() ? std::optional(found->second) : std::nullopt;
    }
    [[nodiscard]] std::int64_t now_ms() const override { return now_ms_; }

  private:
    [[nodiscard]] const KindFiles& files(core::Kind kind) const {
        return kinds_.at(static_cast<std::size_t>(kind));
    }

    void read_renames(const std::filesystem::path& directory) {
        const MappedFile renames(directory / "renames.jsonl");
        for_each_line(renames, directory / "renames.jsonl", [this](const RawObject& o, Span) {
            renames_.emplace(key_of(required_kind(o), required_text(o, "from")),
                             required_text(o, "to"));
        });
        const MappedFile vanished(directory / "vanished.jsonl");
        for_each_line(vanished, directory / "vanished.jsonl", [this](const RawObject& o, Span) {
            vanished_.insert(key_of(required_kind(o), required_text(o, "id")));
        });
    }

    /// {"renames": {"models": {"old/id": "new/id"}}}: renames in another form.
    void read_quirks(const std::filesystem::path& directory) {
        const MappedFile quirks(directory / "quirks.json");
        if (quirks.bytes().empty()) {
            return;
        }
        const std::optional<std::string_view> renames = RawObject(quirks.bytes()).find("renames");
        for (const core::Kind kind : core::kAllKinds) {
            const auto of_kind =
                renames ? RawObject(*renames).find(core::kind_plural(kind)) : std::nullopt;
            const RawObject names(of_kind.value_or("{}"));
            for (const RawObject::Member& name : names.members()) {
                renames_.emplace(key_of(kind, name.first), required_text(names, name.first));
            }
        }
    }

    void read_accounts(const std::filesystem::path& directory) {
        const MappedFile users(directory / "users.jsonl");
        for_each_line(users, directory / "users.jsonl", [this](const RawObject& o, Span) {
            Account account{required_text(o, "user"), o.text("fullname").value_or(""),
                            o.text("type") == "org"};
            for (const RawObject::Member& member : o.members()) {
                if (member.first != "user" && member.first != "type" &&
                    member.first != "fullname") {
                    account.members.emplace_back(member.first, member.second);
                }
            }
            accounts_.emplace(core::ascii_lower(account.name), std::move(account));
        });
    }

    std::array<KindFiles, 3> kinds_;
    std::unordered_map<std::string, std::string> renames_;
    std::unordered_set<std::string> vanished_;
    std::unordered_map<std::string, Account> accounts_;
    std::int64_t now_ms_ = 0;
};

}  // namespace

std::unique_ptr<Content> open_world(const std::filesystem::path& directory) {
    if (!std::filesystem::is_directory(directory)) {
        throw core::Error(fmt::format("no such directory: {}", directory.string()));
    }
    return std::make_unique<WorldFiles>(directory);
}

}  // namespace hubmine::demohub
