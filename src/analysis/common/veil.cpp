#include "hubmine/analysis/common/veil.hpp"

#include "common/hidden_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace hubmine::analysis {

namespace {

using core::CellType;
using core::Column;
using core::Content;
using core::Schema;
using core::Unit;

constexpr std::string_view kPersons = "(persons)";

bool may_name_person(Content content) {
    return content == Content::kPerson || content == Content::kOwner ||
           content == Content::kEntity || content == Content::kRepository ||
           content == Content::kGroup;
}

bool is_name(const Column& column) {
    return column.type == CellType::kText && may_name_person(column.content);
}

/// What a row is about stands before its figures.
std::size_t first_figure(const Schema& schema) {
    const auto figure =
        std::find_if(schema.columns.begin(), schema.columns.end(), [](const Column& column) {
            return column.type == CellType::kReal ||
                   (column.unit != Unit::kNone && column.unit != Unit::kTime);
        });
    return static_cast<std::size_t>(figure - schema.columns.begin());
}

/// Counts of people and owners by which a row is judged: not those of one repository or of one
/// owner, which are no groups.
std::vector<std::size_t> counts_of_groups(const Schema& schema) {
    std::vector<std::size_t> counts;
    bool of_one_person_or_owner = false;
    bool of_one_entity = false;
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const Column& column = schema.columns[i];
        if (is_name(column)) {
            of_one_entity |= column.content == Content::kEntity;
            of_one_person_or_owner |= column.content != Content::kEntity;
        } else if (column.type == CellType::kInteger && !of_one_person_or_owner &&
                   (column.content == Content::kPerson ||
                    (column.content == Content::kOwner && !of_one_entity))) {
            counts.push_back(i);
        }
    }
    return counts;
}

bool is_number_of_repository(const Column& column) {
    return column.type == CellType::kInteger && column.content == Content::kRepository;
}

/// Rows that stand in the order of names would tell something of the names that are hidden.
bool is_in_order_of_names(const Schema& schema) {
    const auto keys =
        std::span(schema.columns).first(std::min(first_figure(schema), schema.columns.size()));
    return std::any_of(keys.begin(), keys.end(), is_name) &&
           std::none_of(schema.columns.begin(), schema.columns.end(),
                        [](const Column& column) { return column.name == "rank"; });
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_not_of("0123456789.,+-%") == std::string_view::npos;
}

}  // namespace

bool lists_persons(const Schema& schema) {
    return std::any_of(schema.columns.begin(), schema.columns.end(), [](const Column& column) {
        return column.type == CellType::kText && column.content == Content::kPerson;
    });
}

/// One reading of one table.
class Veil::Rows {
  public:
    Rows(const Schema& schema, const VeilSettings& settings, HiddenNames& names,
         core::RowSink& rows)
        : schema_(schema),
          settings_(settings),
          names_(names),
          rows_(rows),
          figures_(first_figure(schema)),
          counts_(counts_of_groups(schema)),
          drops_(settings.drop_persons &&
                 std::any_of(schema.columns.begin(), schema.columns.end(), is_name)),
          in_order_of_names_(is_in_order_of_names(schema)) {
        for (std::size_t i = 0; i < schema.columns.size(); ++i) {
            const Column& column = schema.columns[i];
            if (column.name == "by" || column.name == "level") {
                grouped_by_ = i;
            }
            if (is_name(column) && column.content == Content::kOwner && i < figures_) {
                owner_ = i;
            }
        }
    }

    void add(std::vector<core::Cell> cells) {
        look_at_owner(cells);
        std::string hidden = hide(cells);
        if (drops_ && !hidden.empty()) {
            merge(cells);
            return;
        }
        finish(cells);
        if (in_order_of_names_ && !hidden.empty()) {
            hold(std::move(cells), std::move(hidden));
        } else {
            rows_.add_row(std::move(cells));
        }
    }

    /// Rows about persons come last where the others stand in the order of names.
    void end() {
        std::vector<std::size_t> order(held_by_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
            return held_by_[a] < held_by_[b];
        });
        for (const std::size_t row : order) {
            rows_.add_row(held_->row(row));
        }
        for (std::size_t i = 0; i < merged_.size(); ++i) {
            std::vector<core::Cell> cells = merged_[i];
            if (!counts_.empty()) {
                cells.emplace_back(std::int64_t{0});
            }
            cells.emplace_back(merged_rows_[i]);
            counted_.merged += merged_rows_[i];
            rows_.add_row(std::move(cells));
        }
    }

    [[nodiscard]] const VeilCounts& counted() const { return counted_; }

  private:
    /// Returns the pseudonyms of whom the row is about; empty: of nobody who is to be hidden.
    std::string hide(std::vector<core::Cell>& cells) const {
        std::string hidden;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (is_number_of_repository(schema_.columns[i])) {
                cells[i] = core::Cell();
            }
            const auto* const text = std::get_if<std::string>(&cells[i]);
            if (text == nullptr) {
                continue;
            }
            if (!stays(i, *text)) {
                cells[i] = core::Cell();
            } else if (auto pseudonym = instead_of(i, *text, cells)) {
                if (i < figures_) {
                    hidden += *pseudonym + '\0';
                }
                replace(cells[i], std::move(*pseudonym));
            }
        }
        return hidden;
    }

    /// Ids that do not say whose they are may stand beside a column that does.
    void look_at_owner(const std::vector<core::Cell>& cells) {
        const auto* const owner = owner_ ? std::get_if<std::string>(&cells[*owner_]) : nullptr;
        owned_by_ = owner == nullptr           ? OwnedBy::kNobodySays
                    : names_.is_person(*owner) ? OwnedBy::kPerson
                                               : OwnedBy::kOrganisation;
    }

    [[nodiscard]] bool stays(std::size_t column, std::string_view text) const {
        const Content content = schema_.columns[column].content;
        return (content != Content::kWritten && content != Content::kUntold) || is_number(text);
    }

    [[nodiscard]] std::optional<std::string> instead_of(
        std::size_t column, const std::string& text, const std::vector<core::Cell>& cells) const {
        switch (schema_.columns[column].content) {
            case Content::kPerson:
                return names_.person(text);
            case Content::kOwner:
                return names_.instead_of_owner(text);
            case Content::kEntity:
                return names_.instead_of_entity(text);
            case Content::kRepository:
                return names_.instead_of_repository(text, owned_by_);
            case Content::kGroup:
                return names_owners(cells) ? names_.instead_of_entity(text) : std::nullopt;
            default:
                return std::nullopt;
        }
    }

    [[nodiscard]] bool names_owners(const std::vector<core::Cell>& cells) const {
        if (!grouped_by_) {
            return true;
        }
        const auto* const by = std::get_if<std::string>(&cells[*grouped_by_]);
        return by == nullptr || *by == "owner" || *by == "entity";
    }

    void replace(core::Cell& cell, std::string pseudonym) const {
        if (drops_) {
            cell = core::Cell();
        } else {
            cell = std::move(pseudonym);
        }
    }

    /// Of a row about a person what it shares with others stays.
    void merge(std::vector<core::Cell>& cells) {
        std::string key;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Column& column = schema_.columns[i];
            if (i >= figures_ || column.type != CellType::kText) {
                cells[i] = core::Cell();
            } else if (is_name(column)) {
                cells[i] = std::string(kPersons);
            }
            key += core::exact_text(cells[i]) + '\0';
        }
        const auto [place, is_new] = places_.emplace(std::move(key), merged_.size());
        if (is_new) {
            merged_.push_back(std::move(cells));
            merged_rows_.push_back(0);
        }
        ++merged_rows_[place->second];
    }

    void hold(std::vector<core::Cell> cells, std::string hidden) {
        if (!held_) {
            held_.emplace(Schema{.name = schema_.name, .columns = rows_.columns()});
        }
        held_->add_row(std::move(cells));
        held_by_.push_back(std::move(hidden));
    }

    void finish(std::vector<core::Cell>& cells) {
        if (!counts_.empty()) {
            const bool is_small = std::any_of(counts_.begin(), counts_.end(), [&](std::size_t i) {
                const auto* const number = std::get_if<std::int64_t>(&cells[i]);
                return number != nullptr && *number > 0 && *number < settings_.min_cell;
            });
            for (std::size_t i = figures_; is_small && i < cells.size(); ++i) {
                cells[i] = core::Cell();
            }
            counted_.suppressed += is_small ? 1 : 0;
            cells.emplace_back(std::int64_t{is_small ? 1 : 0});
        }
        if (drops_) {
            cells.emplace_back(core::Cell());
        }
    }

    const Schema& schema_;
    const VeilSettings& settings_;
    HiddenNames& names_;
    core::RowSink& rows_;
    std::size_t figures_;
    std::vector<std::size_t> counts_;
    bool drops_;
    bool in_order_of_names_;
    std::optional<core::Table> held_;
    std::vector<std::string> held_by_;  ///< the pseudonyms of each
    std::optional<std::size_t> grouped_by_;
    std::optional<std::size_t> owner_;
    OwnedBy owned_by_ = OwnedBy::kNobodySays;
    std::map<std::string, std::size_t> places_;
    std::vector<std::vector<core::Cell>> merged_;  ///< in the order in which they came first
    std::vector<std::int64_t> merged_rows_;
    VeilCounts counted_;
};

void Veil::add_needs(store::DatasetParts& parts) {
    parts.owners = true;
    for (const core::Kind kind : parts.kinds) {
        parts.columns_of(kind).add(store::RepoColumn::kId);
    }
}

Veil::Veil(const store::Dataset& data, VeilSettings settings)
    : settings_(std::move(settings)), names_(std::make_unique<HiddenNames>(data, settings_.key)) {}

Veil::~Veil() = default;

Schema Veil::schema_of(const Schema& schema) const {
    Schema veiled = schema;
    if (!counts_of_groups(schema).empty()) {
        veiled.columns.push_back(
            {.name = "suppressed",
             .type = CellType::kInteger,
             .meaning = fmt::format("1 = fewer than {} owners or developers: its figures are left "
                                    "out",
                                    settings_.min_cell)});
    }
    if (settings_.drop_persons &&
        std::any_of(schema.columns.begin(), schema.columns.end(), is_name)) {
        veiled.columns.push_back(
            {.name = "merged",
             .type = CellType::kInteger,
             .meaning = "rows about persons that this one stands for; none: it is one itself",
             .unit = Unit::kCount});
    }
    return veiled;
}

core::TableStream Veil::over(core::TableStream table, VeilCounts& counts) const {
    Schema schema = schema_of(table.schema());
    return {std::move(schema), [this, table = std::move(table), &counts](core::RowSink& sink) {
                Rows rows(table.schema(), settings_, *names_, sink);
                table.for_each_chunk([&rows](const core::Table& chunk) {
                    for (std::size_t i = 0; i < chunk.row_count(); ++i) {
                        rows.add(chunk.row(i));
                    }
                });
                rows.end();
                counts = rows.counted();
            }};
}

bool Veil::is_person(std::string_view owner) const {
    return names_->is_person(owner);
}

bool Veil::names_person(std::string_view line) const {
    return names_->stand_in(line);
}

std::string Veil::owner(std::string_view name) const {
    return names_->instead_of_owner(name).value_or(std::string(name));
}

}  // namespace hubmine::analysis
