#include "report_certainty.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace hubmine::cli {

namespace {

/// What is read beyond the lists.
struct Reading {
    std::string_view what;  ///< as Coverage::what has it
    std::string_view name;
    std::string_view without;  ///< what is not known where none was read
};

constexpr std::array<Reading, 5> kReadings{{
    {"commits", "Commits", "who develops what, and with whom, is not known"},
    {"discussions", "Discussions", "who discusses what is not known"},
    {"owners", "Owners",
     "who is an organisation, and of what type and country, is known only of owners on hubmine's "
     "list of organisations"},
    {"storage", "Bytes stored", "bytes are known where the lists tell them"},
    {"likers", "Dates of likes",
     "how many likes there are, the lists tell; when they came is "
     "not known"},
}};

std::string as_sentence(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text + ".";
}

std::string contents(const store::Dataset& data) {
    std::vector<std::string> counts;
    for (const core::Kind kind : core::kAllKinds) {
        const auto count = static_cast<std::int64_t>(data.of(kind).size());
        counts.push_back(analysis::was_listed(data, kind)
                             ? core::grouped(count) + " " + core::noun(count, core::kind_name(kind))
                             : fmt::format("an unknown number of {}", core::kind_plural(kind)));
    }
    return core::in_words(counts);
}

std::string lists_text(const store::Dataset& data) {
    const std::vector<std::string> doubts = analysis::doubts_about_lists(data);
    if (doubts.empty()) {
        return fmt::format("Read to their end: {}. That is everything which {} shows to anybody.",
                           contents(data), data.endpoint);
    }
    std::string text = as_sentence(fmt::format("known are {}", contents(data)));
    for (const std::string& doubt : doubts) {
        text += " " + as_sentence(doubt);
    }
    return text;
}

/// "2026-11-01 03:15 UTC".
std::string minute_of(core::Timestamp time) {
    const std::string text = core::format_time(time);
    return fmt::format("{} {} UTC", text.substr(0, 10), text.substr(11, 5));
}

std::string when_text(const store::Dataset& data) {
    const store::Snapshot& snapshot = data.snapshot;
    return fmt::format(
        "Snapshot {}: its lists were begun {}{}. What they tell is as of then; downloads are those "
        "of the 30 days before, as the Hub counts them.",
        snapshot.snapshot_id, minute_of(snapshot.started_at),
        snapshot.finished_at ? " and finished " + minute_of(*snapshot.finished_at) : "");
}

/// "99.4 %", and never 100 % of what is not all.
std::string percent(std::int64_t part, std::int64_t whole) {
    const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    return share > 99.9 && part < whole ? "more than 99.9 %"
           : share < 0.1 && part > 0    ? "less than 0.1 %"
                                        : fmt::format("{:.1f} %", share);
}

/// "594 of 600 datasets (99.0 %)", "all 1,200 spaces".
std::string share_read(const store::Coverage& row) {
    const std::string whole =
        core::grouped(row.expected) + " " +
        core::noun(row.expected, row.kind.empty() ? std::string_view("owner") : row.kind);
    return row.complete == row.expected ? "all " + whole
                                        : fmt::format("{} of {} ({})", core::grouped(row.complete),
                                                      whole, percent(row.complete, row.expected));
}

/// "44 were unreadable, 18 are gone".
std::string reasons_text(const std::vector<const store::Coverage*>& rows) {
    std::vector<std::string> reasons;
    const auto add = [&](std::int64_t store::Coverage::*state, std::string_view why) {
        std::int64_t sum = 0;
        for (const store::Coverage* row : rows) {
            sum += row->*state;
        }
        if (sum > 0) {
            reasons.push_back(fmt::format("{} {}", core::grouped(sum), why));
        }
    };
    add(&store::Coverage::pending, "not read yet");
    add(&store::Coverage::unreadable, "unreadable");
    add(&store::Coverage::gone, "gone");
    add(&store::Coverage::failed, "failed");
    return reasons.empty() ? "" : fmt::format(" Missing: {}.", fmt::join(reasons, ", "));
}

std::vector<const store::Coverage*> rows_of(const store::Dataset& data, std::string_view what) {
    std::vector<const store::Coverage*> rows;
    for (const store::Coverage& row : data.coverage) {
        if (row.what == what && row.expected > 0) {
            rows.push_back(&row);
        }
    }
    return rows;
}

std::string reading_text(const store::Dataset& data, const Reading& reading) {
    const std::vector<const store::Coverage*> rows = rows_of(data, reading.what);
    const bool is_nothing = std::all_of(
        rows.begin(), rows.end(), [](const store::Coverage* row) { return row->complete == 0; });
    if (is_nothing) {
        return fmt::format("None were read: {}. `hubmine crawl --only {}` brings them.",
                           reading.without, reading.what);
    }
    std::vector<std::string> shares;
    shares.reserve(rows.size());
    for (const store::Coverage* row : rows) {
        shares.push_back(share_read(*row));
    }
    return fmt::format("Read of {}.{}", core::in_words(shares), reasons_text(rows));
}

const analysis::Note* note_named(const std::vector<Asked>& asked, std::string_view key) {
    for (const Asked& one : asked) {
        const auto found =
            std::find_if(one.notes.begin(), one.notes.end(),
                         [key](const analysis::Note& note) { return note.key == key; });
        if (found != one.notes.end()) {
            return &*found;
        }
    }
    return nullptr;
}

std::int64_t number_in(const analysis::Note* note) {
    const auto* number = note == nullptr ? nullptr : std::get_if<std::int64_t>(&note->value);
    return number == nullptr ? 0 : *number;
}

bool says(const analysis::Note* note, std::string_view word) {
    const auto* text = note == nullptr ? nullptr : std::get_if<std::string>(&note->value);
    return text != nullptr && *text == word;
}

/// Empty where nothing that was asked is about people.
std::string people_text(const std::vector<Asked>& asked) {
    const analysis::Note* const bots = note_named(asked, "bots");
    if (bots == nullptr) {
        return "";
    }
    const std::int64_t dropped = number_in(note_named(asked, "bots_dropped"));
    const std::int64_t merged = number_in(note_named(asked, "names_merged"));
    const std::string of_bots =
        says(bots, "keep")
            ? "Accounts of automation count as people."
            : fmt::format(
                  "Accounts of automation, by hubmine's list of bots, do not count as "
                  "people; {} of them did something here.",
                  dropped == 0 ? "none" : core::grouped(dropped));
    const std::string of_names =
        merged > 0 ? fmt::format("{} taken for another name of somebody, by decisions about them.",
                                 merged == 1 ? "1 name is" : core::grouped(merged) + " names are")
                   : "No two names are taken for one person's: whoever commits under two of them "
                     "counts twice (`hubmine identities candidates`).";
    return of_bots + " " + of_names;
}

/// The largest part of a kind that was to be read and was not, of what was read at all.
const store::Coverage* largest_gap(const store::Dataset& data) {
    const store::Coverage* largest = nullptr;
    const auto missing = [](const store::Coverage& row) {
        return static_cast<double>(row.expected - row.complete) / static_cast<double>(row.expected);
    };
    for (const store::Coverage& row : data.coverage) {
        const bool is_part = row.complete > 0 && row.complete < row.expected;
        if (is_part && (largest == nullptr || missing(row) > missing(*largest))) {
            largest = &row;
        }
    }
    return largest;
}

std::string intervals_text(const store::Dataset& data) {
    std::string text =
        "A number without an interval is counted, or worked out of counts, over all that was read: "
        "it is no estimate from a sample.";
    if (data.sample) {
        text =
            "A number is counted, or worked out of counts, over what was read. Of commits and "
            "discussions that is a sample: what they say of all repositories is an estimate, and "
            "no interval is given for it.";
    } else if (const store::Coverage* const gap = largest_gap(data)) {
        text +=
            fmt::format(" What was not read may differ from it: that is most for {}{}, {} of them.",
                        gap->what, gap->kind.empty() ? "" : fmt::format(" of {}s", gap->kind),
                        percent(gap->expected - gap->complete, gap->expected));
    }
    return text +
           " What owners declare (licences, parents, languages, emissions) is taken as declared; "
           "nobody checked it.";
}

}  // namespace

output::PageBlock certainty_block(const store::Dataset& data, const std::vector<Asked>& asked) {
    output::PageBlock block{.id = "how-sure", .heading = "How sure is this"};
    block.lines.push_back({.name = "As of",
                           .text = when_text(data),
                           .since = core::format_time(data.snapshot.started_at)});
    block.lines.push_back({.name = "Lists", .text = lists_text(data)});
    for (const Reading& reading : kReadings) {
        block.lines.push_back(
            {.name = std::string(reading.name), .text = reading_text(data, reading)});
    }
    if (std::string people = people_text(asked); !people.empty()) {
        block.lines.push_back({.name = "People", .text = std::move(people)});
    }
    block.lines.push_back({.name = "Uncertainty", .text = intervals_text(data)});
    return block;
}

}  // namespace hubmine::cli
