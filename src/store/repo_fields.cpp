#include "repo_fields.hpp"

#include "clean_text.hpp"
#include "hex.hpp"
#include "id_list.hpp"
#include "milliseconds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace hubmine::store {

namespace {

using hub::RepoRecord;

// How a member of the record becomes the value of a column.

ColumnValue cleaned(const std::string& text) {
    std::string buffer;
    return ColumnValue(std::string(clean(text, buffer)));
}

ColumnValue cleaned(const std::optional<std::string>& text) {
    return text ? cleaned(*text) : ColumnValue();
}

template <auto kMember>
ColumnValue as_text(const RepoRecord& record, Names& /*names*/) {
    return cleaned(record.*kMember);
}

template <auto kMember>
ColumnValue as_label(const RepoRecord& record, Names& names) {
    const std::optional<std::string>& text = record.*kMember;
    return text && !text->empty() ? ColumnValue(names.labels.id(*text)) : ColumnValue();
}

template <auto kMember>
ColumnValue as_time(const RepoRecord& record, Names& /*names*/) {
    return ColumnValue(to_ms(record.*kMember));
}

template <auto kMember>
ColumnValue as_flag(const RepoRecord& record, Names& /*names*/) {
    const std::optional<bool>& flag = record.*kMember;
    return flag ? ColumnValue(std::int64_t{*flag ? 1 : 0}) : ColumnValue();
}

ColumnValue parameters_source(const RepoRecord& record, Names& /*names*/) {
    const auto code = static_cast<std::int64_t>(record.parameters_source);
    return code == 0 ? ColumnValue() : ColumnValue(code);
}

template <auto kMember>
ColumnValue as_number(const RepoRecord& record, Names& /*names*/) {
    return ColumnValue(record.*kMember);
}

/// A list of rows of `target`, each once.
template <auto kMember, core::Kind kKind>
ColumnValue as_targets(const RepoRecord& record, Names& names) {
    const std::optional<std::vector<std::string>>& ids = record.*kMember;
    if (!ids) {
        return {};
    }
    std::vector<std::int64_t> seen;
    IdListWriter list;
    for (const std::string& name : *ids) {
        const std::int64_t id = names.targets.id(kKind, name, true);
        if (std::find(seen.begin(), seen.end(), id) == seen.end()) {
            seen.push_back(id);
            list.add(id);
        }
    }
    return ColumnValue(list.finish());
}

ColumnValue as_sha(const RepoRecord& record, Names& /*names*/) {
    std::string buffer;
    return record.sha ? PackedHex(clean(*record.sha, buffer), kShaDigits).held() : ColumnValue();
}

ColumnValue tags(const RepoRecord& record, Names& names) {
    if (!record.tags) {
        return {};
    }
    IdListWriter ids;
    for (const std::string& tag : *record.tags) {
        ids.add(names.tags.id(tag));
    }
    return ColumnValue(ids.finish());
}

/// The licence stands between the first and the second colon of the first `license:` tag.
ColumnValue license(const RepoRecord& record, Names& names) {
    constexpr std::string_view kPrefix = "license:";
    if (!record.tags) {
        return {};
    }
    const auto tag =
        std::find_if(record.tags->begin(), record.tags->end(),
                     [&](const std::string& text) { return text.starts_with(kPrefix); });
    if (tag == record.tags->end()) {
        return {};
    }
    std::string_view name = std::string_view(*tag).substr(kPrefix.size());
    name = name.substr(0, name.find(':'));
    return name.empty() ? ColumnValue() : ColumnValue(names.labels.id(name));
}

/// Pairs of a row of `target` and the label of the relation, or 0.
ColumnValue base_models(const RepoRecord& record, Names& names) {
    if (!record.base_models) {
        return {};
    }
    std::string text;
    for (const hub::BaseModel& model : *record.base_models) {
        IdListWriter pair;
        pair.add(names.targets.id(core::Kind::kModel, model.id, false));
        pair.add(model.relation.empty() ? 0 : names.labels.id(model.relation));
        text += text.empty() ? "" : ",";
        text += pair.finish();
    }
    return ColumnValue("[" + text + "]");
}

template <auto kMember>
void in_hash(ContentHash& hash, const RepoRecord& record) {
    hash.add(record.*kMember);
}

/// The card itself stands in a table of its own.
void card_in_hash(ContentHash& hash, const RepoRecord& record) {
    hash.add(record.card);
    hash.add(record.duplicated_from);
}

/// Of a field that joined later: silence leaves the hash of older programs.
template <auto kMember>
void in_later_hash(ContentHash& hash, const RepoRecord& record) {
    if (record.*kMember) {
        hash.add(record.*kMember);
    }
}

void source_in_hash(ContentHash& hash, const RepoRecord& record) {
    if (record.parameters_source != hub::ParametersSource::kNone) {
        hash.add(static_cast<std::uint64_t>(record.parameters_source));
    }
}

void size_in_hash(ContentHash& hash, const RepoRecord& record) {
    in_later_hash<&RepoRecord::main_size>(hash, record);
    in_later_hash<&RepoRecord::description>(hash, record);
}

bool has_tags(const RepoRecord& record) {
    return record.tags.has_value();
}

bool has_card(const RepoRecord& record) {
    return record.card.has_value();
}

using R = RepoRecord;

// A row of plain data says what differs from the usual.
const std::array kFields = std::to_array<RepoField>({
    {.column = "id",
     .value = &as_text<&R::id>,
     .hash = &in_hash<&R::id>,
     .stirs = Stirs::kName,
     .past = Field::kId},
    {.column = "created_at", .value = &as_time<&R::created_at>, .hash = &in_hash<&R::created_at>},
    {.column = "last_modified",
     .value = &as_time<&R::last_modified>,
     .hash = &in_hash<&R::last_modified>,
     .stirs = Stirs::kHead},
    {.column = "sha", .value = &as_sha, .hash = &in_hash<&R::sha>, .stirs = Stirs::kHead},
    {.column = "private",
     .value = &as_flag<&R::is_private>,
     .hash = &in_hash<&R::is_private>,
     .stirs = Stirs::kAccess},
    {.column = "gated",
     .value = &as_label<&R::gated>,
     .hash = &in_hash<&R::gated>,
     .holds = Holds::kLabel,
     .stirs = Stirs::kAccess,
     .past = Field::kGated},
    {.column = "disabled",
     .value = &as_flag<&R::disabled>,
     .hash = &in_hash<&R::disabled>,
     .stirs = Stirs::kAccess,
     .past = Field::kDisabled},
    {.column = "pipeline_tag",
     .value = &as_label<&R::pipeline_tag>,
     .hash = &in_hash<&R::pipeline_tag>,
     .asked_as = {"pipeline_tag"},
     .holds = Holds::kLabel,
     .past = Field::kPipelineTag},
    {.column = "library_name",
     .value = &as_label<&R::library_name>,
     .hash = &in_hash<&R::library_name>,
     .asked_as = {"library_name"},
     .holds = Holds::kLabel},
    {.column = "sdk",
     .value = &as_label<&R::sdk>,
     .hash = &in_hash<&R::sdk>,
     .asked_as = {"sdk"},
     .holds = Holds::kLabel,
     .past = Field::kSdk},
    {.column = "parameters",
     .value = &as_number<&R::parameters>,
     .hash = &in_hash<&R::parameters>,
     .asked_as = {"safetensors", "gguf"}},
    {.column = "tags",
     .value = &tags,
     .hash = &in_hash<&R::tags>,
     .holds = Holds::kTags,
     .past = Field::kTags},
    {.column = "license",
     .value = &license,
     .whole_is_there = &has_tags,
     .holds = Holds::kLabel,
     .past = Field::kLicense},
    {.column = "base_models", .value = &base_models, .hash = &in_hash<&R::base_models>},
    {.column = "models",
     .value = &as_targets<&R::models, core::Kind::kModel>,
     .hash = &in_hash<&R::models>},
    {.column = "datasets",
     .value = &as_targets<&R::datasets, core::Kind::kDataset>,
     .hash = &in_hash<&R::datasets>},
    {.column = "duplicated_from",
     .value = &as_text<&R::duplicated_from>,
     .hash = &card_in_hash,
     .whole_is_there = &has_card},
    {.column = "parameters_source",
     .value = &parameters_source,
     .hash = &source_in_hash,
     .asked_as = {"safetensors", "gguf"}},
    {.column = "weights",
     .value = &as_number<&R::weights>,
     .hash = &in_later_hash<&R::weights>,
     .asked_as = {"safetensors"}},
    // The description stands in a table of its own.
    {.column = "main_size",
     .value = &as_number<&R::main_size>,
     .hash = &size_in_hash,
     .asked_as = {"mainSize"}},
});

template <auto kMember>
ColumnValue number(const RepoRecord& record) {
    return ColumnValue(record.*kMember);
}

const std::array<RepoNumber, kRepoNumbers> kNumbers{
    {{"likes", &number<&R::likes>},
     {"downloads", &number<&R::downloads>},
     {"downloads_all_time", &number<&R::downloads_all_time>},
     {"trending_score", &number<&R::trending_score>}}};

template <typename Rows>
std::string joined(const Rows& rows, std::string_view each, int count) {
    std::string text;
    for (const auto& row : rows) {
        text += text.empty() ? "" : ", ";
        text += fmt::format(fmt::runtime(each), row.column, count++);
    }
    return text;
}

}  // namespace

std::span<const RepoField> repo_fields() {
    return kFields;
}

std::size_t place_of(std::string_view column) {
    const auto* const field = std::find_if(
        kFields.begin(), kFields.end(), [&](const RepoField& row) { return row.column == column; });
    if (field == kFields.end()) {
        throw std::logic_error("no field of a repository is called " + std::string(column));
    }
    return static_cast<std::size_t>(field - kFields.begin());
}

const RepoField& repo_field(Field past) {
    const auto* const field = std::find_if(kFields.begin(), kFields.end(),
                                           [&](const RepoField& row) { return row.past == past; });
    if (field == kFields.end()) {
        throw std::logic_error("a past without a field");
    }
    return *field;
}

std::span<const RepoNumber, kRepoNumbers> repo_numbers() {
    return kNumbers;
}

std::span<const RepoNumber, kPastNumbers> past_numbers() {
    return std::span(kNumbers).first<kPastNumbers>();
}

std::string for_each_field(std::string_view each, int first) {
    return joined(kFields, each, first);
}

std::string for_each_number(std::span<const RepoNumber> numbers, std::string_view each, int first) {
    return joined(numbers, each, first);
}

}  // namespace hubmine::store
