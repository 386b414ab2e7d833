#include "common/cells.hpp"
#include "common/columns.hpp"
#include "topics/tables.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::topics {

namespace {

using core::Cell;

std::string kind_text(const KindFindings& kind) {
    return std::string(core::kind_name(kind.population.kind));
}

bool is_of_spaces(const KindFindings& kind) {
    return kind.population.kind == core::Kind::kSpace;
}

/// Spaces have no downloads.
Cell downloads_cell(const KindFindings& kind, std::int64_t downloads) {
    return is_of_spaces(kind) ? Cell() : Cell(downloads);
}

Cell downloads_share(const KindFindings& kind, std::int64_t downloads, std::int64_t of) {
    return is_of_spaces(kind) ? Cell() : ratio_cell(downloads, of);
}

/// How much the repositories of the last year exceed those of the year before.
Cell growth_cell(const Tally& tally) {
    return tally.created_year_before > 0 ? Cell(static_cast<double>(tally.created_last_year) /
                                                    static_cast<double>(tally.created_year_before) -
                                                1)
                                         : Cell();
}

Cell text_cell(std::string_view text) {
    return text.empty() ? Cell() : Cell(std::string(text));
}

/// A row that says no more than what it would be about.
void add_unknown(std::vector<Cell> about, core::Table& table) {
    about.resize(table.columns().size());
    table.add_row(std::move(about));
}

void add_declared(const KindFindings& kind, const Declared& declared, core::Table& table) {
    const bool is_of_all = !declared.year;
    table.add_row({kind_text(kind), is_of_all ? Cell() : Cell(std::int64_t{*declared.year}),
                   is_of_all ? Cell() : Cell(std::int64_t{declared.is_floored ? 1 : 0}),
                   declared.repositories, declared.declaring,
                   ratio_cell(declared.declaring, declared.repositories), declared.english,
                   ratio_cell(declared.english, declared.declaring), declared.english_only,
                   declared.other_only, declared.multilingual, declared.languages,
                   declared.from.at(static_cast<std::size_t>(LanguageSource::kCard)),
                   declared.from.at(static_cast<std::size_t>(LanguageSource::kTags)),
                   declared.from.at(static_cast<std::size_t>(LanguageSource::kBareTags)),
                   declared.unknown_codes});
}

/// Owners of a domain who have a name, most downloads (of spaces: likes) first.
std::vector<OwnerInDomain> ranked_owners(const Findings& findings, const KindFindings& kind,
                                         const DomainCount& domain) {
    const Entities& entities = findings.entities;
    std::vector<OwnerInDomain> ranked = domain.owners;
    std::erase_if(ranked,
                  [&](const OwnerInDomain& one) { return !entities.is_named_owner(one.owner); });
    const auto value = is_of_spaces(kind) ? &OwnerInDomain::likes : &OwnerInDomain::downloads;
    const std::size_t top = findings.settings.first_of(ranked.size(), kDefaultTopOfDomain);
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(top),
                      ranked.end(), [&](const OwnerInDomain& a, const OwnerInDomain& b) {
                          return a.*value != b.*value
                                     ? a.*value > b.*value
                                     : entities.owner(a.owner).name < entities.owner(b.owner).name;
                      });
    ranked.resize(top);
    return ranked;
}

}  // namespace

void fill_language_summary(const Findings& findings, core::Table& table) {
    for (const KindFindings& kind : findings.kinds) {
        if (!kind.was_listed) {
            add_unknown({kind_text(kind)}, table);
            continue;
        }
        for (const Declared& declared : kind.languages.declared) {
            add_declared(kind, declared, table);
        }
    }
}

void fill_languages(const Findings& findings, core::Table& table) {
    for (const KindFindings& kind : findings.kinds) {
        const std::vector<LanguageCount>& ranked = kind.languages.counts;
        const std::int64_t declaring = kind.languages.declared.front().declaring;
        const std::size_t shown = findings.settings.first_of(ranked.size(), kDefaultTop);
        for (std::size_t rank = 0; rank < shown; ++rank) {
            const LanguageCount& one = ranked[rank];
            table.add_row({kind_text(kind), count(rank + 1), code_of(one.language),
                           text_cell(findings.codes->name(one.language)), one.tally.repositories,
                           ratio_cell(one.tally.repositories, declaring), one.only, one.owners,
                           one.tally.likes, downloads_cell(kind, one.tally.downloads),
                           downloads_share(kind, one.tally.downloads, kind.languages.downloads),
                           one.tally.created_last_year, one.tally.created_year_before,
                           growth_cell(one.tally)});
        }
    }
}

void fill_domains(const Findings& findings, core::Table& table) {
    for (const KindFindings& kind : findings.kinds) {
        for (std::size_t i = 0; i < findings.domains.size(); ++i) {
            const std::string& name = findings.domains[i].name;
            if (!kind.was_listed) {
                add_unknown({kind_text(kind), name}, table);
                continue;
            }
            const DomainCount& domain = kind.domains[i];
            const Tally& tally = domain.tally;
            table.add_row({kind_text(kind), name, tally.repositories,
                           ratio_cell(tally.repositories, count(kind.population.size())),
                           count(domain.owners.size()), tally.likes,
                           downloads_cell(kind, tally.downloads),
                           downloads_share(kind, tally.downloads, kind.downloads),
                           tally.created_last_year, tally.created_year_before, growth_cell(tally),
                           core::cell_or_missing(domain.hhi())});
        }
    }
}

void fill_domain_owners(const Findings& findings, core::RowSink& rows) {
    for (const KindFindings& kind : findings.kinds) {
        for (std::size_t i = 0; i < findings.domains.size(); ++i) {
            const DomainCount& domain = kind.domains[i];
            std::int64_t rank = 0;
            for (const OwnerInDomain& one : ranked_owners(findings, kind, domain)) {
                const Owner owner = findings.entities.owner(one.owner);
                rows.add_row(
                    {kind_text(kind), findings.domains[i].name, ++rank, std::string(owner.name),
                     std::string(findings.entities.entity(owner.entity).name),
                     std::string(entity_type_name(owner.type)), text_cell(owner.country),
                     one.repositories, one.likes, downloads_cell(kind, one.downloads),
                     is_of_spaces(kind) ? ratio_cell(one.likes, domain.tally.likes)
                                        : ratio_cell(one.downloads, domain.tally.downloads)});
            }
        }
    }
}

void fill_cards(const Findings& findings, core::Table& table) {
    for (const KindFindings& kind : findings.kinds) {
        for (const FieldCount& field : kind.fields) {
            const std::string name(field.field);
            if (!kind.was_listed) {
                add_unknown({kind_text(kind), name}, table);
                continue;
            }
            table.add_row({kind_text(kind), name, field.repositories,
                           ratio_cell(field.repositories, count(kind.population.size())),
                           downloads_share(kind, field.downloads, kind.downloads)});
        }
    }
}

}  // namespace hubmine::analysis::topics
