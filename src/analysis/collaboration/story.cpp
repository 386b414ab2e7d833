#include "collaboration/story.hpp"

#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace hubmine::analysis::collaboration {

namespace {

std::string grouped(std::size_t number) {
    return core::grouped(static_cast<std::int64_t>(number));
}

std::string percent(std::int64_t part, std::int64_t whole) {
    return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

/// Who leads: those who share work with most others.
void say_names(const DeveloperNetwork& network, const NameOf& name_of,
               std::vector<std::string>& sentences) {
    constexpr std::size_t kNamed = 3;
    const std::vector<std::string> names = printed_names(network, name_of);
    std::vector<std::string> first;
    for (const network::Node node : by_degree(network, names)) {
        if (first.size() == kNamed) {
            break;
        }
        const auto degree = static_cast<std::int64_t>(network.graph.degree(node));
        first.push_back(first.empty()
                            ? fmt::format("{} (degree {})", names[node], core::grouped(degree))
                            : fmt::format("{} ({})", names[node], core::grouped(degree)));
    }
    sentences.push_back(
        fmt::format("{}: linked to most others: {}.", network.subfield, core::in_words(first)));
}

void say_degrees(const DeveloperNetwork& network, std::vector<std::string>& sentences) {
    std::vector<double> degree;
    for (network::Node node = 0; node < network.graph.node_count(); ++node) {
        degree.push_back(static_cast<double>(network.graph.degree(node)));
    }
    const Spread spread_of = spread(std::move(degree));
    sentences.push_back(fmt::format(
        "{}: the {} connected developers share {} edges; their mean degree is {:.2f} (median "
        "{:.0f}, largest {}).",
        network.subfield, grouped(network.graph.node_count()), grouped(network.graph.edge_count()),
        *spread_of.mean, *spread_of.p50, core::grouped(static_cast<std::int64_t>(*spread_of.max))));
}

void say_core(const SubfieldFindings& findings, std::vector<std::string>& sentences) {
    if (findings.cores.empty() || !findings.cores.back().is_max) {
        return;
    }
    const Core& core = findings.cores.back();
    sentences.push_back(fmt::format(
        "{}: the innermost core (k = {} by total degree, {} without directions) holds {} "
        "developers with density {:.2f}.",
        findings.network.subfield, core.k, core.undirected_k, grouped(core.nodes),
        core.density.value_or(0.0)));
}

}  // namespace

void tell(const SubfieldFindings& findings, const NameOf& name_of,
          std::vector<std::string>& sentences) {
    const DeveloperNetwork& network = findings.network;
    if (!network.is_listed) {
        sentences.push_back(fmt::format(
            "{}: no list of models was read: who works on them is not known.", network.subfield));
        return;
    }
    if (network.reading.is_nothing()) {
        sentences.push_back(
            fmt::format("{}: {}: who works on them is not known.", network.subfield,
                        nothing_read_text(network.reading, "repositories", "commits")));
        return;
    }
    if (network.developers == 0) {
        if (!network.reading.is_whole()) {
            sentences.push_back(
                fmt::format("{}: nobody committed to {}.", network.subfield,
                            share_text(network.reading, "repositories", "commits")));
        }
        return;
    }
    const std::string among =
        network.reading.is_whole()
            ? ""
            : fmt::format(", among the {}", share_text(network.reading, "repositories", "commits"));
    sentences.push_back(fmt::format(
        "{}: {} developers committed to {} model repositories{}; {} of the repositories have a "
        "single developer, and {} of the developers work with nobody else.",
        network.subfield, core::grouped(network.developers), core::grouped(network.repositories),
        among, percent(network.single_developer_repos, network.repositories),
        percent(network.isolates, network.developers)));
    if (network.graph.edge_count() > 0) {
        say_names(network, name_of, sentences);
        say_degrees(network, sentences);
        say_core(findings, sentences);
    }
}

void tell_windows(const std::vector<Window>& windows, Every every,
                  std::vector<std::string>& sentences) {
    for (std::size_t i = 0; i < windows.size(); ++i) {
        if (i > 0 && windows[i].subfield == windows[i - 1].subfield) {
            continue;
        }
        std::size_t last = i;
        while (last + 1 < windows.size() && windows[last + 1].subfield == windows[i].subfield) {
            ++last;
        }
        const Window& first = windows[i];
        const Window& now = windows[last];
        std::string told =
            fmt::format("{}: {} of the {} developers of {} are new", first.subfield,
                        percent(now.newcomers, now.developers), core::grouped(now.developers),
                        period_name(now.period, every));
        if (last > i) {
            told += fmt::format(
                "; {} of them work alone, {} did in {}", percent(now.isolates, now.developers),
                percent(first.isolates, first.developers), period_name(first.period, every));
        }
        if (now.core_kept) {
            told += fmt::format("; its innermost core kept {:.1f} % of the one before",
                                100.0 * *now.core_kept);
        }
        sentences.push_back(told + ".");
    }
}

}  // namespace hubmine::analysis::collaboration
