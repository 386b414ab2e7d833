#include "roles/people.hpp"

#include "hubmine/stats/concentration.hpp"
#include "hubmine/stats/counts.hpp"

#include "roles/findings.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace hubmine::analysis::roles {

namespace {

constexpr int kCorePercent = 80;

/// Whether the first discussion of `participation` is earlier than that of `person`.
bool is_earlier(const Findings& findings, const Participation& participation,
                const Person& person) {
    if (participation.first_discussion != person.first_discussion) {
        return participation.first_discussion < person.first_discussion;
    }
    const auto place = [&findings](std::uint32_t number) {
        return std::pair(findings.id_of(number), findings.histories.repositories[number].kind);
    };
    return person.first_discussion != kNever &&
           place(participation.repository) < place(person.began_in);
}

}  // namespace

std::vector<Person> people_of(const Findings& findings, const Scope& scope) {
    std::vector<Person> people(findings.data.authors.size());
    for (std::size_t repo = scope.begin; repo < scope.end; ++repo) {
        for (const Participation& participation : findings.histories.in(repo)) {
            Person& person = people[participation.developer];
            person.commits += participation.commits;
            person.discussions += participation.discussions;
            person.pull_requests += participation.pull_requests;
            ++person.repositories;
            person.first_commit = std::min(person.first_commit, participation.first_commit);
            person.last = std::max(person.last, participation.last);
            if (is_earlier(findings, participation, person)) {
                person.first_discussion = participation.first_discussion;
                person.began_with_pull_request = participation.began_with_pull_request;
                person.began_in = participation.repository;
            }
        }
    }
    return people;
}

std::optional<std::int64_t> core_size(std::span<const Person> people) {
    std::vector<std::int64_t> commits;
    for (const Person& person : people) {
        if (person.commits > 0) {
            commits.push_back(person.commits);
        }
    }
    return stats::smallest_head(stats::count_values(commits), kCorePercent);
}

}  // namespace hubmine::analysis::roles
