#include "hubmine/core/version.hpp"
#include "hubmine/output/release.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <variant>

namespace hubmine::output {

namespace {

/// A cell of Markdown: bars and line ends would be the table's.
std::string markdown_cell(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        safe += c == '|' ? std::string("\\|") : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
    }
    return safe;
}

std::string markdown_value(const Value& value) {
    return std::visit(
        [](const auto& inside) -> std::string {
            using Inside = std::decay_t<decltype(inside)>;
            if constexpr (std::is_same_v<Inside, std::int64_t> || std::is_same_v<Inside, double>) {
                return fmt::format("{}", inside);
            } else if constexpr (std::is_same_v<Inside, std::string>) {
                return markdown_cell(inside);
            } else {
                return {};
            }
        },
        value);
}

/// Writes the sheet, section by section.
class DatasheetText {
  public:
    explicit DatasheetText(const Release& release) : release_(release) {}

    std::string text() {
        add("# Datasheet: {}\n\nIn the order of *Datasheets for Datasets* (Gebru et al., 2021).\n",
            markdown_cell(release_.title));
        add_motivation();
        add_composition();
        add_collection();
        add_processing();
        add_people();
        add_uses();
        add_limits();
        add_distribution();
        return std::move(text_);
    }

  private:
    template <typename... Values>
    void add(fmt::format_string<const Values&...> form, const Values&... values) {
        fmt::format_to(std::back_inserter(text_), form, values...);
    }

    void add_motivation() {
        add("\n## Motivation\n\n"
            "Tables about how a hub of models, datasets and spaces ({}) is used, for research on "
            "open collaboration. They were computed from a crawl of its public API by hubmine {} "
            "(`hubmine export release`), with no access beyond what everybody has.\n",
            release_.endpoint, core::kVersion);
    }

    void add_composition() {
        add("\n## Composition\n\n"
            "{} tables, a CSV file each (UTF-8, a comma between cells, an empty cell for what is "
            "missing, never 0). What every column means, and its unit, is in `datapackage.json` "
            "and `croissant.json`. There are no models, no files of datasets, no cards, no titles "
            "of commits and discussions.\n\n"
            "| file | a row is | rows | suppressed | merged |\n|---|---|---|---|---|\n",
            release_.tables.size());
        for (const ReleaseTable& table : release_.tables) {
            add("| `{}` | {} | {} | {} | {} |\n", table.file.name, markdown_cell(table.schema.help),
                table.file.rows, table.suppressed, table.merged);
        }
    }

    void add_collection() {
        add("\n## Collection\n\n"
            "The lists of the Hub were walked {} between {} and {}; the tables speak of the last "
            "of these walks{}. Histories of commits and discussions were read one repository at a "
            "time, and may be younger. What was asked for, and what came of it:\n\n"
            "| kind | what | expected | complete | unreadable | gone | failed | pending |\n"
            "|---|---|---|---|---|---|---|---|\n",
            release_.walks == 1 ? std::string("once") : fmt::format("{} times", release_.walks),
            release_.from, release_.until,
            release_.is_complete ? "" : ", **which did not reach the end of every list**");
        for (const Record& row : release_.coverage) {
            for (const Field& field : row) {
                add("| {} ", markdown_value(field.value));
            }
            add("|\n");
        }
        add("\nUnreadable are gated and disabled repositories. A repository whose history was not "
            "read has no figures of it; none of them counts as 0.\n");
    }

    void add_processing() {
        add("\n## Processing\n\n"
            "Names of programs (bots) are left out, and names that a person found to be one "
            "developer's are counted as one, unless `manifest.json` says otherwise of an analysis "
            "(`bots`, `identities`); `reproduce` counts as the study did. Licences are classed by "
            "a "
            "list, as are sub-fields, tasks, domains and organisations. The lists, by the SHA-256 "
            "of their bytes:\n\n| list | SHA-256 |\n|---|---|\n");
        for (const auto& [file, digest] : release_.lists) {
            add("| `{}` | `{}` |\n", file, digest);
        }
        add("\nIn CSV a text that a spreadsheet would run as a formula has an apostrophe before "
            "it.\n");
    }

    void add_people() {
        const ReleasePeople& people = release_.people;
        add("\n## People\n\n"
            "Developers are people. Owners of repositories count as people unless the list of "
            "organisations has them as anything but an individual, or the Hub says that they are "
            "an organisation; nothing else of anybody was collected. ");
        if (people.dropped) {
            add("Rows about people are not told: those that share what stands before their figures "
                "became one, called `(persons)`, without figures; `merged` says how many it stands "
                "for.");
        } else {
            add("They have pseudonyms (`person-`, and in ids of their repositories `repository-`): "
                "the first 64 bits of an HMAC-SHA-256 of the name. One name has one pseudonym "
                "throughout this release, and another one in every other release. Where rows stand "
                "in "
                "the order of names, those about people come last, in the order of pseudonyms.");
        }
        add(" {}\n",
            people.seeded
                ? "**The key was made from a seed, so that the same release can be made again: "
                  "whoever knows the seed can try names, and learn whose pseudonym is whose.**"
                : "The key was random and is kept nowhere: nobody, the publisher included, can "
                  "make "
                  "the pseudonyms again.");
        add("\nTexts that somebody wrote in their own words are left out. In a table of groups a "
            "row of fewer than {} owners or developers keeps what it is about and loses its "
            "figures "
            "(`suppressed` = 1).\n\n"
            "This is no guarantee of anonymity. Figures of a repository (its likes, its downloads, "
            "when it was made) can be looked up on the Hub, and name its pseudonym; what is "
            "suppressed in one table may follow from the difference of two others; organisations "
            "keep their names, and who works for one may be known.\n",
            people.min_cell);
    }

    void add_uses() {
        add("\n## Uses\n\n"
            "Fit for: distributions, shares, concentration, change over time, comparison with "
            "other snapshots that were made in the same way. Not fit for: judging or ranking "
            "people, finding out who is behind a pseudonym, statements about the quality of a "
            "model or dataset.\n");
    }

    void add_limits() {
        add("\n## Limits\n\n"
            "- **Downloads** are what the Hub counts in 30 days by rules of its own, which differ "
            "by library and have changed: automatic tests and mirrors count, copies elsewhere do "
            "not, and those of datasets have been counted by another rule since September 2024. "
            "Spaces have none.\n"
            "- **The floor of 2022**: everything older than 2 March 2022 bears that date.\n"
            "- **Survivors**: repositories, likes and accounts that were deleted before the crawl "
            "left no trace, so the past looks smaller than it was.\n"
            "- **Commits** are those of the default branch as it is now; a rewritten history tells "
            "nothing of what it was. Names are those of accounts where the Hub knows one.\n"
            "- **Licences** are what uploaders chose; their classes are those of a list, which is "
            "no advice.\n"
            "- **Organisations** are known as far as a list, written by hand, goes.\n");
    }

    void add_distribution() {
        add("\n## Distribution\n\n{}\n\n"
            "`sha256sum -c checksums` tells whether the files are those that were written. "
            "`manifest.json` holds what was asked and what is to be doubted. Who asks to be "
            "forgotten after this was given away has to ask whoever holds a copy.\n",
            release_.license.empty()
                ? std::string("No licence was given: without one nobody may pass the tables on.")
                : fmt::format("Licence: {}.", markdown_cell(release_.license)));
    }

    const Release& release_;
    std::string text_;
};

}  // namespace

std::string datasheet(const Release& release) {
    return DatasheetText(release).text();
}

}  // namespace hubmine::output
