#include "repo_reader.hpp"

#include "id_list.hpp"
#include "milliseconds.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace hubmine::store {

const std::array<RepoReader::ColumnRow, 20> RepoReader::kColumnRows{
    {{RepoColumn::kId, "id", Table::kRepo, &RepoReader::add_id},
     {RepoColumn::kLikes, "likes", Table::kState, &RepoReader::add_likes},
     {RepoColumn::kDownloads, "downloads", Table::kState, &RepoReader::add_downloads},
     {RepoColumn::kLicense, "license", Table::kRepo, &RepoReader::add_license},
     {RepoColumn::kTags, "tags", Table::kRepo, &RepoReader::add_tags},
     {RepoColumn::kDuplicated, "duplicated_from IS NOT NULL", Table::kRepo,
      &RepoReader::add_duplicated},
     {RepoColumn::kUses, "models", Table::kRepo, &RepoReader::add_uses},
     {RepoColumn::kDownloadsAllTime, "downloads_all_time", Table::kState,
      &RepoReader::add_downloads_all_time},
     {RepoColumn::kCreatedAt, "created_at", Table::kRepo, &RepoReader::add_created_at},
     {RepoColumn::kPipelineTag, "pipeline_tag", Table::kRepo, &RepoReader::add_pipeline_tag},
     {RepoColumn::kLibraryName, "library_name", Table::kRepo, &RepoReader::add_library_name},
     {RepoColumn::kParameters, "parameters, parameters_source", Table::kRepo,
      &RepoReader::add_parameters, 2},
     {RepoColumn::kWeights, "weights", Table::kRepo, &RepoReader::add_weights},
     {RepoColumn::kStorage, "main_size", Table::kRepo, &RepoReader::add_storage},
     // Takes the place of the other one.
     {RepoColumn::kStorage, "used", Table::kStorage, &RepoReader::add_used_storage},
     {RepoColumn::kBaseModels, "base_models", Table::kRepo, &RepoReader::add_base_models},
     {RepoColumn::kCard, "card", Table::kCard, &RepoReader::add_card},
     {RepoColumn::kEmissions, "card", Table::kCard, &RepoReader::add_emissions},
     {RepoColumn::kRepoId, "repo_id", Table::kRepo, &RepoReader::add_repo_id},
     {RepoColumn::kDuplicatedFrom, "duplicated_from", Table::kRepo,
      &RepoReader::add_duplicated_from}}};

std::optional<std::int64_t> RepoReader::held(std::optional<std::int64_t> number) const {
    if (number == core::OptionalColumn<std::int64_t>::kMissing) {
        database_.damaged(fmt::format("no number of a repository is {}", *number));
    }
    return number;
}

std::optional<std::int64_t> RepoReader::number_then(std::size_t which, const Statement& row, int at,
                                                    const AsOf::Past& then) const {
    return held(then.numbers ? then.numbers->at(which).integer() : row.maybe_integer(at));
}

void RepoReader::add_id(Place place, const Statement& row, int at, const AsOf::Past& then) {
    const ColumnValue* id = then.find(Field::kId);
    repos_of(place).id.push_back(id != nullptr ? id->text() : row.text(at));
}

void RepoReader::add_likes(Place place, const Statement& row, int at, const AsOf::Past& then) {
    repos_of(place).likes.push_back(number_then(kLikes, row, at, then));
}

void RepoReader::add_downloads(Place place, const Statement& row, int at, const AsOf::Past& then) {
    repos_of(place).downloads.push_back(number_then(kDownloads, row, at, then));
}

void RepoReader::add_license(Place place, const Statement& row, int at, const AsOf::Past& then) {
    const ColumnValue* label = then.find(Field::kLicense);
    repos_of(place).license.push_back(
        part_.licenses.number(label != nullptr ? label->row_number() : row.maybe_integer(at)));
}

void RepoReader::add_tags(Place place, const Statement& row, int at, const AsOf::Past& then) {
    Lists& tags = repos_of(place).tags;
    const ColumnValue* ids = then.find(Field::kTags);
    for_each_id(database_, ids != nullptr ? ids->text() : row.text(at),
                [&](std::int64_t tag) { tags.values.push_back(tags_.at(tag)); });
    tags.offsets.push_back(tags.values.size());
}

void RepoReader::add_duplicated(Place place, const Statement& row, int at,
                                const AsOf::Past& /*then*/) {
    repos_of(place).duplicated.push_back(static_cast<std::uint8_t>(row.integer(at)));
}

void RepoReader::add_uses(Place place, const Statement& row, int at, const AsOf::Past& /*then*/) {
    for_each_id(database_, row.text(at),
                [&](std::int64_t target) { part_.used.emplace_back(place.position, target); });
}

void RepoReader::add_downloads_all_time(Place place, const Statement& row, int at,
                                        const AsOf::Past& then) {
    repos_of(place).downloads_all_time.push_back(number_then(kDownloadsAllTime, row, at, then));
}

void RepoReader::add_created_at(Place place, const Statement& row, int at,
                                const AsOf::Past& /*then*/) {
    const std::optional<std::int64_t> ms = held(row.maybe_integer(at));
    repos_of(place).created_at.push_back(ms ? std::optional(from_ms(*ms)) : std::nullopt);
}

void RepoReader::add_pipeline_tag(Place place, const Statement& row, int at,
                                  const AsOf::Past& then) {
    const ColumnValue* label = then.find(Field::kPipelineTag);
    repos_of(place).pipeline_tag.push_back(
        part_.labels.number(label != nullptr ? label->row_number() : row.maybe_integer(at)));
}

void RepoReader::add_library_name(Place place, const Statement& row, int at,
                                  const AsOf::Past& /*then*/) {
    repos_of(place).library_name.push_back(part_.labels.number(row.maybe_integer(at)));
}

void RepoReader::add_parameters(Place place, const Statement& row, int at,
                                const AsOf::Past& /*then*/) {
    constexpr auto kLast = static_cast<std::int64_t>(hub::ParametersSource::kGguf);
    Repos& repos = repos_of(place);
    repos.parameters.push_back(held(row.maybe_integer(at)));
    repos.parameters_source.push_back(
        row.is_null(at + 1) ? hub::ParametersSource::kNone
                            : static_cast<hub::ParametersSource>(row.within(at + 1, 0, kLast)));
}

void RepoReader::add_weights(Place place, const Statement& row, int at,
                             const AsOf::Past& /*then*/) {
    repos_of(place).weights.push_back(held(row.maybe_integer(at)));
}

void RepoReader::add_storage(Place place, const Statement& row, int at,
                             const AsOf::Past& /*then*/) {
    repos_of(place).storage.push_back(held(row.maybe_integer(at)));
}

void RepoReader::add_used_storage(Place place, const Statement& row, int at,
                                  const AsOf::Past& /*then*/) {
    repos_of(place).storage.replace_back(held(row.integer(at)));
}

/// A list of pairs: the number of a target, and that of the label of the relation, or 0.
void RepoReader::add_base_models(Place place, const Statement& row, int at,
                                 const AsOf::Past& /*then*/) {
    Claims& claims = repos_of(place).base_models;
    for_each_pair(database_, row.text(at), [&](std::int64_t target, std::int64_t relation) {
        claims.target.push_back(part_.targets.number(target));
        claims.relation.push_back(
            part_.labels.number(relation == 0 ? std::nullopt : std::optional(relation)));
    });
    claims.offsets.push_back(claims.target.size());
}

void RepoReader::add_repo_id(Place place, const Statement& row, int at,
                             const AsOf::Past& /*then*/) {
    repos_of(place).repo_id.push_back(row.integer(at));
}

void RepoReader::add_duplicated_from(Place place, const Statement& row, int at,
                                     const AsOf::Past& /*then*/) {
    repos_of(place).duplicated_from.push_back(row.text(at));
}

void RepoReader::add_card(Place place, const Statement& row, int at, const AsOf::Past& /*then*/) {
    Cards& cards = repos_of(place).cards;
    const CardFacts facts = read_card(row.text(at));
    cards.fields.resize(place.position, 0);
    cards.fields.push_back(facts.fields);
    add_words(place.position, cards.language, facts.language);
    add_words(place.position, cards.languages, facts.languages);
}

void RepoReader::add_emissions(Place place, const Statement& row, int at,
                               const AsOf::Past& /*then*/) {
    if (std::optional<CardEmissions> told = read_card_emissions(row.text(at))) {
        repos_of(place).cards.emissions.push_back(
            {.repo = place.position, .told = *std::move(told)});
    }
}

/// Those before the position that have none have an empty list.
void RepoReader::add_words(std::uint32_t position, Lists& lists,
                           const std::vector<std::string>& words) {
    lists.offsets.resize(std::size_t{position} + 1, lists.values.size());
    for (const std::string& word : words) {
        lists.values.push_back(part_.card_words.number(word));
    }
    lists.offsets.push_back(lists.values.size());
}

RepoReader::RepoReader(Database& database, const LoadPlan& plan, const Positions& tags,
                       const Wanted& wanted, RepoPart& part)
    : database_(database), plan_(plan), tags_(tags), columns_(wanted.columns), part_(part) {
    std::array<std::string, kTables> selected{
        "repo_id, kind, first_snapshot, coalesce(private, 0), id", "repo_id, removed_at IS NULL",
        "repo_id", "repo_id"};
    std::array<int, kTables> next{5, 2, 1, 1};
    std::array<bool, kTables> is_wanted{};
    for (const ColumnRow& column : kColumnRows) {
        const auto table = static_cast<std::size_t>(column.table);
        if (want(column, next.at(table))) {
            selected.at(table) += std::string(", ") + column.sql;
            next.at(table) += column.width;
            is_wanted.at(table) = true;
        }
    }
    const auto sql = [&selected](std::size_t table, std::string_view name) {
        return fmt::format("SELECT {} FROM {} WHERE repo_id BETWEEN ? AND ? ORDER BY repo_id",
                           selected.at(table), name);
    };
    const auto [first, last] = wanted.range;
    rows_.emplace(database, sql(0, "repo")).bind(first, last);
    states_.emplace(database, sql(1, "repo_state"), first, last);
    if (is_wanted[2]) {
        storage_.emplace(database, sql(2, "repo_storage"), first, last);
    }
    if (is_wanted[3]) {
        cards_.emplace(database, sql(3, "repo_card"), first, last);
    }
    if (plan.past) {
        past_.emplace(database, plan.snapshot.snapshot_id);
    }
}

/// Whether it is, of any kind.
bool RepoReader::want(const ColumnRow& column, int at) {
    bool wanted = false;
    for (std::size_t kind = 0; kind < columns_.size(); ++kind) {
        if (columns_.at(kind).contains(column.column)) {
            reads_.at(kind).push_back({.column = &column, .at = at});
            wanted = true;
        }
    }
    return wanted;
}

void RepoReader::read() {
    while (step()) {
        const core::Kind kind = rows_->kind(1);
        part_.ids.add(repo_id_, rows_->text(4));
        part_.present.at(static_cast<std::size_t>(kind)) += states_->row().integer(1) != 0 ? 1 : 0;
        const bool is_private = rows_->integer(3) != 0;
        if (is_private || !plan_.wants(kind) || !plan_.includes(repo_id_)) {
            part_.places.set_away(repo_id_);
            continue;
        }
        const AsOf::Past past = then();
        if (!past.present) {
            part_.places.set_away(repo_id_);
            continue;
        }
        if (plan_.leaves_out(kind, repo_id_)) {
            part_.places.set_others(repo_id_);
            add_others_uses(kind, past);
            continue;
        }
        const auto code = static_cast<std::uint8_t>(kind);
        std::size_t& count = part_.repos.at(code).count;
        const Place at{.kind = code, .position = static_cast<std::uint32_t>(count++)};
        part_.places.set(repo_id_, at);
        add_to(at, past);
    }
    end_cards();
}

/// Whose a model is does not say who uses it.
void RepoReader::add_others_uses(core::Kind kind, const AsOf::Past& then) {
    for (const Read& read : reads_.at(static_cast<std::size_t>(kind))) {
        if (read.column->column == RepoColumn::kUses) {
            const Place space{.kind = static_cast<std::uint8_t>(kind),
                              .position = Usage::kOthersSpace + part_.others_spaces++};
            add_uses(space, *rows_, read.at, then);
        }
    }
}

/// Those behind the last one that has a card have none either.
void RepoReader::end_cards() {
    for (std::size_t kind = 0; kind < columns_.size(); ++kind) {
        if (columns_.at(kind).contains(RepoColumn::kCard)) {
            Repos& repos = part_.repos.at(kind);
            repos.cards.fields.resize(repos.size(), 0);
            for (Lists* lists : {&repos.cards.language, &repos.cards.languages}) {
                lists->offsets.resize(repos.size() + 1, lists->values.size());
            }
        }
    }
}

bool RepoReader::step() {
    if (!rows_->step()) {
        if (states_->has_more()) {
            refuse_states();
        }
        return false;
    }
    repo_id_ = rows_->integer(0);
    if (!states_->next(repo_id_) || states_->has_skipped()) {
        refuse_states();
    }
    return true;
}

void RepoReader::refuse_states() const {
    database_.damaged("a repository without a state, or a state without a repository");
}

AsOf::Past RepoReader::then() {
    return past_ ? past_->of(repo_id_, rows_->integer(2))
                 : AsOf::Past{.present = states_->row().integer(1) != 0};
}

/// Null when the repository has no row there.
const Statement* RepoReader::row_of(Table table) const {
    switch (table) {
        case Table::kRepo:
            return &*rows_;
        case Table::kState:
            return &states_->row();
        case Table::kStorage:
            return has_storage_ ? &storage_->row() : nullptr;
        case Table::kCard:
            return has_card_ ? &cards_->row() : nullptr;
    }
    return nullptr;
}

void RepoReader::add_to(Place place, const AsOf::Past& then) {
    has_storage_ = storage_ && storage_->next(repo_id_);
    has_card_ = cards_ && cards_->next(repo_id_);
    for (const Read& read : reads_.at(place.kind)) {
        if (const Statement* row = row_of(read.column->table)) {
            (this->*read.column->add)(place, *row, read.at, then);
        }
    }
}

}  // namespace hubmine::store
