#include "analyze_options.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/core/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace hubmine::cli {

namespace {

using Options = AnalyzeSettings;
using output::Value;

core::Timestamp read_time(const std::string& option, const std::string& text) {
    const auto time = core::parse_time(text);
    if (!time) {
        throw core::UsageError(
            fmt::format("{}: '{}' is not a date such as 2024-01-31", option, text));
    }
    return *time;
}

Value told_time(const std::optional<core::Timestamp>& time) {
    return time ? Value(core::format_time(*time)) : Value();
}

/// A file that replaces an installed one; null in the manifest when none does.
Value told_file(const std::string& path) {
    return path.empty() ? Value() : Value(path);
}

void declare_kind(Arguments& arguments, Options& options) {
    arguments.kinds("--kind", "only models, datasets, spaces (repeat, or commas)", options.kinds);
}

Value told_kinds(const Options& options) {
    std::vector<std::string> names;
    for (const core::Kind kind : options.kinds) {
        names.emplace_back(core::kind_name(kind));
    }
    return names;
}

void declare_cores(Arguments& arguments, Options& options) {
    arguments.each(
        "--cores", "K,...", "k-cores to describe (default 1,5,10,max)",
        [&options](const std::string& given) {
            for (const std::string_view word : core::split(given, ',')) {
                if (word != "max") {
                    if (word.empty() || word.find_first_not_of("0123456789") != word.npos) {
                        throw core::UsageError(
                            fmt::format("--cores: '{}' is neither a whole number nor max", word));
                    }
                    static_cast<void>(read_whole("--cores", std::string(word), {1}));
                }
                options.cores.emplace_back(word);
            }
        });
}

Value told_cores(const Options& options) {
    return options.cores.empty() ? std::vector<std::string>{"1", "5", "10", "max"} : options.cores;
}

Value told_subfields(const Options& options) {
    return options.subfields.empty() ? Value() : Value(options.subfields);
}

std::vector<AnalyzeOption> common_options() {
    return {
        {"snapshot",
         {},
         [](Arguments& a, Options& o) {
             a.text("--snapshot", "ID|DATE", "as of that snapshot (default: newest complete)",
                    o.snapshot);
         },
         [](const Options& o) { return told_file(o.snapshot); }},
        {"bots",
         {},
         [](Arguments& a, Options& o) {
             a.choice("--bots", {"keep", "drop"}, "automation accounts (default drop)",
                      [&o](std::size_t word) { o.keep_bots = word == 0; });
         },
         [](const Options& o) { return Value(std::string(o.keep_bots ? "keep" : "drop")); }},
        {"bots_file",
         {},
         [](Arguments& a, Options& o) {
             a.input_file("--bots-file", "FILE", "replaces the installed bots.csv", o.bots_file);
         },
         [](const Options& o) { return told_file(o.bots_file); }},
        {"identities",
         {},
         [](Arguments& a, Options& o) {
             a.choice("--identities", {"raw", "merged"},
                      "names of one person, as accepted (default merged)",
                      [&o](std::size_t word) { o.raw_identities = word == 0; });
         },
         [](const Options& o) { return Value(std::string(o.raw_identities ? "raw" : "merged")); }},
    };
}

std::vector<AnalyzeOption> activity_options() {
    return {
        {"kind", {"rq1", "trends"}, declare_kind, told_kinds},
        {"licenses",
         {"rq1"},
         [](Arguments& a, Options& o) {
             a.input_file("--licenses", "FILE", "replaces the installed licenses.csv",
                          o.licenses_file);
         },
         [](const Options& o) { return told_file(o.licenses_file); }},
        {"min_license_repos",
         {"rq1"},
         [](Arguments& a, Options& o) {
             a.whole("--min-license-repos",
                     "tests compare licences of at least so many models (default 100)",
                     o.min_license_repos);
         },
         [](const Options& o) { return Value(o.min_license_repos); }},
        {"top",
         {"rq1", "rq3", "trends"},
         [](Arguments& a, Options& o) {
             a.whole("--top", "rows of each ranking, 0 = all (default 10 in rq1, else 100)", o.top);
         },
         [](const Options& o) { return o.top ? Value(*o.top) : Value(); }},
        {"subfield",
         {"rq2", "rq3"},
         [](Arguments& a, Options& o) {
             a.list("--subfield", "NAME", "only these (default all,cv,nlp,mm)", o.subfields);
         },
         told_subfields},
        {"subfields",
         {"rq2", "rq3", "trends"},
         [](Arguments& a, Options& o) {
             a.input_file("--subfields", "FILE", "replaces the installed subfields.csv",
                          o.subfields_file);
         },
         [](const Options& o) { return told_file(o.subfields_file); }},
    };
}

std::vector<AnalyzeOption> network_options() {
    return {
        {"cores", {"rq2"}, declare_cores, told_cores},
        {"since",
         {"rq2", "trends"},
         [](Arguments& a, Options& o) {
             a.each("--since", "DATE", "commits (trends: periods) from then on",
                    [&o](const std::string& given) { o.since = read_time("--since", given); });
         },
         [](const Options& o) { return told_time(o.since); }},
        {"until",
         {"rq2", "trends"},
         [](Arguments& a, Options& o) {
             a.each("--until", "DATE", "commits (trends: periods) before then",
                    [&o](const std::string& given) { o.until = read_time("--until", given); });
         },
         [](const Options& o) { return told_time(o.until); }},
        {"weighting",
         {"rq2"},
         [](Arguments& a, Options& o) {
             a.choice("--weighting", {"commits", "newman"},
                      "of an edge: commits, or 1/(n-1) a commit (default commits)",
                      [&o](std::size_t word) { o.newman_weights = word == 1; });
         },
         [](const Options& o) {
             return Value(std::string(o.newman_weights ? "newman" : "commits"));
         }},
        {"pseudonyms",
         {"rq2"},
         [](Arguments& a, Options& o) {
             a.maybe("--pseudonyms", "KEYFILE",
                     "keyed pseudonyms for names (default key: $XDG_CONFIG_HOME/hubmine)",
                     [&o](const std::string& given) {
                         o.pseudonyms = true;
                         o.pseudonym_key_file = given;
                     });
             a.reads([&o] { return NamedFiles::Paths{o.pseudonym_key_file}; });
         },
         [](const Options& o) { return Value(o.pseudonyms); }},
        {"seed",
         {"rq2"},
         [](Arguments& a, Options& o) {
             a.each("--seed", "N", "of what is drawn at random (default 1)",
                    [&o](const std::string& given) {
                        o.seed = static_cast<std::uint64_t>(read_whole("--seed", given, {}));
                    });
         },
         [](const Options& o) { return Value(static_cast<std::int64_t>(o.seed)); }},
    };
}

std::vector<AnalyzeOption> usage_options() {
    return {
        {"subfield_of",
         {"rq3"},
         [](Arguments& a, Options& o) {
             a.choice("--subfield-of", {"model", "space"},
                      "whose tags tell the sub-field (default model)",
                      [&o](std::size_t word) { o.subfield_of_space = word == 1; });
         },
         [](const Options& o) {
             return Value(std::string(o.subfield_of_space ? "space" : "model"));
         }},
        {"cap_per_model",
         {"rq3"},
         [](Arguments& a, Options& o) {
             a.whole("--cap-per-model", "count at most so many spaces a model (default: all)",
                     o.cap_per_model, {1});
         },
         [](const Options& o) { return o.cap_per_model > 0 ? Value(o.cap_per_model) : Value(); }},
        {"no_duplicates",
         {"rq3"},
         [](Arguments& a, Options& o) {
             a.flag("--no-duplicates", o.no_duplicates, "leave out spaces that are copies");
         },
         [](const Options& o) { return Value(o.no_duplicates); }},
        {"max_models_per_space",
         {"rq3"},
         [](Arguments& a, Options& o) {
             a.whole("--max-models-per-space",
                     "co-usage takes at most so many models of a space (default: all)",
                     o.max_models_per_space, {1});
         },
         [](const Options& o) {
             return o.max_models_per_space > 0 ? Value(o.max_models_per_space) : Value();
         }},
        {"organisations",
         {"rq3"},
         [](Arguments& a, Options& o) {
             a.input_file("--organisations", "FILE", "replaces the installed organisations.csv",
                          o.organisations_file);
         },
         [](const Options& o) { return told_file(o.organisations_file); }},
    };
}

/// Where the key of pseudonyms lives unless the user says otherwise: outside the store.
std::string default_key_file(const Environment& environment) {
    namespace fs = std::filesystem;
    const auto configured = environment.path("XDG_CONFIG_HOME");
    const auto home = environment.variable("HOME");
    if (!configured && !home) {
        throw core::UsageError("--pseudonyms: name a key file, there is no home directory");
    }
    const fs::path folder = configured ? fs::path(*configured) : fs::path(*home) / ".config";
    return (folder / "hubmine" / "pseudonyms.key").string();
}

const std::vector<std::string>& period_words() {
    static const std::vector<std::string> kWords{"day", "week", "month", "quarter"};
    return kWords;
}

const std::vector<std::string>& group_words() {
    static const std::vector<std::string> kWords{"owner", "license", "pipeline_tag", "subfield",
                                                 "sdk"};
    return kWords;
}

std::vector<AnalyzeOption> trend_options() {
    return {
        {"every",
         {"trends"},
         [](Arguments& a, Options& o) {
             a.choice("--every", period_words(), "how finely time is told (default month)",
                      [&o](std::size_t word) { o.every = static_cast<analysis::Every>(word); });
         },
         [](const Options& o) {
             return Value(period_words().at(static_cast<std::size_t>(o.every)));
         }},
        {"by",
         {"trends"},
         [](Arguments& a, Options& o) {
             a.choice("--by", group_words(), "put repositories together in growth and series",
                      [&o](std::size_t word) { o.by = static_cast<analysis::GroupBy>(word + 1); });
         },
         [](const Options& o) {
             return o.by == analysis::GroupBy::kNothing
                        ? Value()
                        : Value(group_words().at(static_cast<std::size_t>(o.by) - 1));
         }},
        {"repo",
         {"trends"},
         [](Arguments& a, Options& o) {
             a.list("--repo", "ID", "series of these repositories (default: the most liked)",
                    o.repositories);
         },
         [](const Options& o) { return o.repositories.empty() ? Value() : Value(o.repositories); }},
    };
}

}  // namespace

bool AnalyzeOption::belongs_to(std::string_view analysis) const {
    return analyses.empty() ||
           std::find(analyses.begin(), analyses.end(), analysis) != analyses.end();
}

std::span<const AnalyzeOption> analyze_options() {
    static const std::vector<AnalyzeOption> kOptions = [] {
        std::vector<AnalyzeOption> all;
        for (auto part : {common_options(), activity_options(), network_options(), usage_options(),
                          trend_options()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return kOptions;
}

void settle_settings(AnalyzeSettings& settings, const Environment& environment) {
    if (settings.pseudonyms && settings.pseudonym_key_file.empty()) {
        settings.pseudonym_key_file = default_key_file(environment);
    }
    if (settings.since && settings.until && *settings.since >= *settings.until) {
        throw core::UsageError("--since is not before --until");
    }
}

}  // namespace hubmine::cli
