#include "collaboration/network.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

using Author = std::uint32_t;

/// Commits of one source in the repository at hand.
struct Source {
    Author developer = 0;
    std::int64_t commits = 0;
    friend bool operator<(const Source& a, const Source& b) { return a.developer < b.developer; }
};

/// An edge and the sub-fields of the repository it comes from.
struct Collaboration {
    Author source = 0;
    Author target = 0;
    double weight = 0;
    std::uint64_t subfields = 0;
};

/// What one pass over the commits leaves for all sub-fields.
struct Collected {
    std::vector<std::uint64_t> subfields;  ///< by repository with commits
    store::Lists members;                  ///< their developers
    std::vector<Collaboration> edges;
};

class Collector {
  public:
    Collector(const store::Dataset& data, const Developers& developers, bool newman_weights)
        : data_(data), developers_(developers), newman_weights_(newman_weights) {}

    /// Entries [begin, end) are those of one repository.
    void add_repository(std::size_t begin, std::size_t end, std::uint64_t subfields) {
        const store::Contributions& commits = data_.commits_of(core::Kind::kModel);
        members_.clear();
        sources_.clear();
        for (std::size_t e = begin; e < end; ++e) {
            bool has_source = false;
            for (const Author author : data_.author_lists[commits.author_list[e]]) {
                if (developers_.is_nobody(author)) {
                    continue;
                }
                const Author developer = developers_.of_author[author];
                members_.push_back(developer);
                if (!std::exchange(has_source, true)) {
                    sources_.push_back({developer, commits.commits[e]});
                }
            }
        }
        std::sort(members_.begin(), members_.end());
        members_.erase(std::unique(members_.begin(), members_.end()), members_.end());
        std::sort(sources_.begin(), sources_.end());
        add_edges(subfields);
        collected_.subfields.push_back(subfields);
        auto& lists = collected_.members;
        lists.values.insert(lists.values.end(), members_.begin(), members_.end());
        lists.offsets.push_back(lists.values.size());
    }

    [[nodiscard]] Collected release() { return std::move(collected_); }

  private:
    void add_edges(std::uint64_t subfields) {
        if (members_.size() < 2) {
            return;
        }
        const double a_commit =
            newman_weights_ ? 1.0 / static_cast<double>(members_.size() - 1) : 1.0;
        for (std::size_t i = 0; i < sources_.size();) {
            const Author source = sources_[i].developer;
            std::int64_t commits = 0;
            for (; i < sources_.size() && sources_[i].developer == source; ++i) {
                commits += sources_[i].commits;
            }
            for (const Author target : members_) {
                if (target != source) {
                    collected_.edges.push_back(
                        {source, target, static_cast<double>(commits) * a_commit, subfields});
                }
            }
        }
    }

    const store::Dataset& data_;
    const Developers& developers_;
    bool newman_weights_;
    Collected collected_;
    std::vector<Author> members_;
    std::vector<Source> sources_;
};

/// Everybody with an edge in any sub-field, ascending by name.
std::vector<Author> connected_by_name(const store::Dataset& data, const Collected& collected) {
    std::vector<bool> connected(data.authors.size(), false);
    for (const Collaboration& edge : collected.edges) {
        connected[edge.source] = true;
        connected[edge.target] = true;
    }
    std::vector<Author> authors;
    for (Author author = 0; author < connected.size(); ++author) {
        if (connected[author]) {
            authors.push_back(author);
        }
    }
    std::sort(authors.begin(), authors.end(),
              [&](Author a, Author b) { return data.authors[a] < data.authors[b]; });
    return authors;
}

/// The developers of one sub-field, by author: how many repositories each has.
std::vector<std::int64_t> count_repositories(const Collected& collected, std::uint64_t bit,
                                             std::size_t authors, DeveloperNetwork& network) {
    std::vector<std::int64_t> repositories(authors, 0);
    for (std::size_t i = 0; i < collected.subfields.size(); ++i) {
        if ((collected.subfields[i] & bit) == 0) {
            continue;
        }
        const auto members = collected.members[i];
        ++network.repositories;
        network.single_developer_repos += members.size() == 1 ? 1 : 0;
        for (const Author developer : members) {
            ++repositories[developer];
        }
    }
    for (Author developer = 0; developer < authors; ++developer) {
        if (repositories[developer] > 0) {
            network.committers.push_back(developer);
        }
    }
    network.developers = static_cast<std::int64_t>(network.committers.size());
    return repositories;
}

ReadShare share_of(const std::vector<std::uint64_t>& subfields_of_models, std::uint64_t bit,
                   const std::vector<std::uint8_t>& known) {
    ReadShare share;
    for (std::size_t model = 0; model < subfields_of_models.size(); ++model) {
        if ((subfields_of_models[model] & bit) != 0) {
            ++share.population;
            share.read += model < known.size() && known[model] != 0 ? 1 : 0;
        }
    }
    return share;
}

DeveloperNetwork select_network(const Collected& collected, std::uint64_t bit,
                                const std::vector<Author>& by_name, std::size_t authors) {
    constexpr network::Node kIsolate = std::numeric_limits<network::Node>::max();
    DeveloperNetwork network;
    const std::vector<std::int64_t> repositories =
        count_repositories(collected, bit, authors, network);
    std::vector<network::Node> node(authors, kIsolate);
    for (const Collaboration& edge : collected.edges) {
        if ((edge.subfields & bit) != 0) {
            node[edge.source] = 0;
            node[edge.target] = 0;
        }
    }
    for (const Author author : by_name) {
        if (node[author] != kIsolate) {
            node[author] = static_cast<network::Node>(network.author.size());
            network.author.push_back(author);
            network.repositories_of.push_back(repositories[author]);
        }
    }
    std::vector<network::Edge> edges;
    for (const Collaboration& edge : collected.edges) {
        if ((edge.subfields & bit) != 0) {
            edges.push_back({node[edge.source], node[edge.target], edge.weight});
        }
    }
    network.graph = network::Digraph(network.author.size(), edges);
    network.isolates = network.developers - static_cast<std::int64_t>(network.author.size());
    return network;
}

}  // namespace

std::vector<CommitRange> commit_ranges(const store::Contributions& commits) {
    std::vector<CommitRange> ranges;
    const auto goes_on = [&commits](std::size_t e) {
        return commits.repo[e] == commits.repo[e - 1] &&
               (commits.period.empty() || commits.period[e] == commits.period[e - 1]);
    };
    for (std::size_t e = 0; e < commits.repo.size(); ++e) {
        if (e == 0 || !goes_on(e)) {
            ranges.push_back({e, e});
        }
        ranges.back().end = e + 1;
    }
    return ranges;
}

NetworkBuilder::NetworkBuilder(const store::Dataset& data, const Developers& developers,
                               const std::vector<Subfield>& subfields, bool newman_weights)
    : data_(data),
      developers_(developers),
      subfields_(subfields),
      newman_weights_(newman_weights),
      bits_(subfield_bits(subfields, data.of(core::Kind::kModel), data.tags)) {}

std::vector<DeveloperNetwork> NetworkBuilder::build(std::span<const CommitRange> ranges) const {
    const store::Contributions& commits = data_.commits_of(core::Kind::kModel);
    Collector collector(data_, developers_, newman_weights_);
    for (std::size_t i = 0; i < ranges.size();) {
        const std::uint32_t repo = commits.repo[ranges[i].begin];
        const std::size_t begin = ranges[i].begin;
        std::size_t end = ranges[i].end;
        for (++i; i < ranges.size() && ranges[i].begin == end && commits.repo[end] == repo; ++i) {
            end = ranges[i].end;
        }
        if (commits.known[repo] != 0 && bits_[repo] != 0) {
            collector.add_repository(begin, end, bits_[repo]);
        }
    }
    const Collected collected = collector.release();
    const std::vector<Author> by_name = connected_by_name(data_, collected);
    std::vector<DeveloperNetwork> networks;
    for (std::size_t i = 0; i < subfields_.size(); ++i) {
        networks.push_back(
            select_network(collected, std::uint64_t{1} << i, by_name, data_.authors.size()));
        networks.back().subfield = subfields_[i].name;
    }
    return networks;
}

std::vector<DeveloperNetwork> build_networks(const store::Dataset& data,
                                             const Developers& developers,
                                             const std::vector<Subfield>& subfields,
                                             bool newman_weights) {
    const NetworkBuilder builder(data, developers, subfields, newman_weights);
    const store::Contributions& commits = data.commits_of(core::Kind::kModel);
    std::vector<DeveloperNetwork> networks = builder.build(commit_ranges(commits));
    for (std::size_t i = 0; i < networks.size(); ++i) {
        networks[i].reading =
            share_of(builder.subfields_of_models(), std::uint64_t{1} << i, commits.known);
        networks[i].is_listed = was_listed(data, core::Kind::kModel);
    }
    return networks;
}

}  // namespace hubmine::analysis::collaboration
