#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What the Hub says, as plain values. Absent on the wire is absent here; text is valid UTF-8.
namespace hubmine::hub {

struct BaseModel {
    std::string id;        ///< as the Hub gave it
    std::string relation;  ///< finetune, adapter, merge, quantized; empty when the Hub names none
};

/// Where the number of a model's parameters was told.
enum class ParametersSource : std::uint8_t { kNone, kSafetensors, kGguf };

/// One row of a list, or one repository's information.
struct RepoRecord {
    core::Kind kind = core::Kind::kModel;
    std::string hub_id;  ///< `_id`: the identity
    std::string id;      ///< the current name, "owner/name" or (old) "name"
    std::optional<core::Timestamp> created_at;
    std::optional<core::Timestamp> last_modified;
    std::optional<std::string> sha;
    std::optional<bool> is_private;
    std::optional<std::string> gated;  ///< "false", "auto", "manual"
    std::optional<bool> disabled;
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> downloads;
    std::optional<std::int64_t> downloads_all_time;
    std::optional<double> trending_score;
    std::optional<std::string> pipeline_tag;
    std::optional<std::string> library_name;
    std::optional<std::string> sdk;
    std::optional<std::int64_t> parameters;  ///< safetensors.total, else gguf.total
    ParametersSource parameters_source = ParametersSource::kNone;  ///< none without parameters
    std::optional<std::int64_t> weights;       ///< bytes of the tensors that safetensors counts
    std::optional<std::int64_t> main_size;     ///< datasets: bytes of the main branch
    std::optional<std::int64_t> used_storage;  ///< bytes of all revisions; no list tells it
    std::optional<std::string> description;    ///< datasets
    std::optional<std::vector<std::string>> tags;
    std::optional<std::vector<BaseModel>>
        base_models;                                 ///< `baseModels`, else the `base_model:` tags
    std::optional<std::vector<std::string>> models;  ///< spaces: models used
    std::optional<std::vector<std::string>> datasets;  ///< spaces: datasets used
    std::optional<std::string> card;                   ///< `cardData` as the JSON text it came as
    std::optional<std::string> duplicated_from;        ///< spaces: from the card
};

/// What a list was asked for. The Hub leaves some fields out of a row when there is none: of those
/// that were not asked for, absence says nothing.
struct AskedFields {
    bool everything = true;                    ///< and whatever `names` does not hold
    std::set<std::string, std::less<>> names;  ///< as `expand` has them
    [[nodiscard]] bool contains(std::string_view name) const {
        return everything || names.contains(name);
    }
};

struct CommitRecord {
    std::string sha;
    std::string title;
    std::optional<core::Timestamp> committed_at;
    std::vector<std::string>
        authors;  ///< first = git author, then co-authors; nameless entries are left out
};

/// Who an account is. Values are stored: never renumber.
enum class AccountKind : int { kUser = 0, kOrganisation = 1 };
inline constexpr int kAccountKinds = 2;

struct DiscussionRecord {
    std::int64_t num = 0;
    std::optional<std::string> author;  ///< absent when the account was deleted
    std::string title;
    std::string status;  ///< draft, open, closed, merged
    bool is_pull_request = false;
    std::optional<core::Timestamp> created_at;
    std::optional<AccountKind> author_kind;  ///< only with an author
    std::optional<std::string> owner;        ///< of the repository, as the row names it
    std::optional<AccountKind> owner_kind;   ///< only with an owner
};

/// What the overview of an account tells. Of a user nothing is kept but that it is one.
struct OverviewRecord {
    AccountKind kind = AccountKind::kUser;
    std::string name;
    std::optional<std::string> fullname;
    std::optional<bool> is_verified;
    std::optional<std::string> plan;
    std::optional<std::int64_t> members;
    std::optional<std::int64_t> followers;
};

}  // namespace hubmine::hub
