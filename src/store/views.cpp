#include "hubmine/store/query.hpp"

#include <string>
#include <utility>
#include <vector>

namespace hubmine::store {

namespace {

using core::CellType;
using core::Column;
using core::Schema;
using core::Unit;

Column text(std::string name, std::string meaning) {
    return {.name = std::move(name), .type = CellType::kText, .meaning = std::move(meaning)};
}
Column moment(std::string name, std::string meaning) {
    return {.name = std::move(name),
            .type = CellType::kText,
            .meaning = std::move(meaning),
            .unit = Unit::kTime};
}
Column number(std::string name, std::string meaning) {
    return {.name = std::move(name), .type = CellType::kInteger, .meaning = std::move(meaning)};
}
Column counted(std::string name, std::string meaning) {
    return {.name = std::move(name),
            .type = CellType::kInteger,
            .meaning = std::move(meaning),
            .unit = Unit::kCount};
}
Column bytes(std::string name, std::string meaning) {
    return {.name = std::move(name),
            .type = CellType::kInteger,
            .meaning = std::move(meaning),
            .unit = Unit::kBytes};
}

Column repo_id() {
    return number("repo_id", "number of the repository in this store");
}

std::vector<Column> columns_of_repos() {
    return {repo_id(),
            text("kind", "model, dataset or space"),
            text("id", "its name now"),
            text("hub_id", "its identity, whatever it is called"),
            text("owner", "what stands before the slash; NULL: nothing does"),
            text("name", "what stands behind it"),
            moment("created_at", "when it was created (2022-03-02 for all that are older)"),
            moment("last_modified", "when it was changed last"),
            text("sha", "its newest commit"),
            number("private", "0 or 1"),
            text("gated", "false, auto or manual"),
            number("disabled", "0 or 1"),
            counted("likes", "likes that stand"),
            counted("downloads", "downloads in the last 30 days"),
            counted("downloads_all_time", "downloads since it is there"),
            Column{.name = "trending_score", .type = CellType::kReal, .meaning = "the Hub's own"},
            text("license", "identifier of its licence"),
            text("pipeline_tag", "task of a model"),
            text("library_name", "library of a model"),
            text("sdk", "what a space is built with"),
            number("parameters", "parameters of a model"),
            moment("first_seen", "when a list of ours showed it first"),
            moment("last_seen", "and last"),
            moment("removed_at", "when a whole list no longer had it; NULL: it is there"),
            text("duplicated_from", "the space that a space says it is a copy of"),
            text("parameters_source", "safetensors or gguf"),
            bytes("weights",
                  "one checkpoint of the tensors that safetensors counts; NULL where the "
                  "size of one of their types is not known"),
            bytes("storage", "what it takes, see storage_source"),
            text("storage_source", "used: all revisions; main: the main branch of a dataset")};
}

Schema repos_like(std::string name, std::string help) {
    return {.name = std::move(name), .help = std::move(help), .columns = columns_of_repos()};
}

std::vector<Schema> views_of_repositories() {
    return {repos_like("repos", "a repository that a list has shown, removed ones included"),
            repos_like("models", "a model"),
            repos_like("datasets", "a dataset"),
            repos_like("spaces", "a space"),
            {.name = "cards",
             .help = "a repository with a card or a description",
             .columns = {repo_id(), text("card", "metadata of its card, JSON"),
                         text("description", "of datasets")}},
            {.name = "repo_tags",
             .help = "a tag of a repository, as listed",
             .columns = {repo_id(), text("tag", "the tag")}},
            {.name = "repo_names",
             .help = "a period in which a repository had a name",
             .columns = {repo_id(), text("id", "the name"),
                         moment("first_seen", "when it had it first"),
                         moment("last_seen", "and last")}}};
}

Schema view_of_activity() {
    return {.name = "activity",
            .help = "a repository that is there, and how active it is; NULL: never read",
            .columns = {repo_id(), text("kind", "model, dataset or space"), text("id", "its name"),
                        text("owner", "what stands before the slash"),
                        counted("n_likes", "likes that stand"),
                        counted("n_downloads", "in the last 30 days; not of spaces"),
                        counted("n_commits", "on the default branch"),
                        counted("n_committers", "names that wrote them, bots too"),
                        counted("n_discussions", "and pull requests"),
                        counted("n_disc_starters", "names that began them"),
                        counted("n_community", "names that did either"),
                        counted("n_usage_spaces", "spaces that use it; of models only")}};
}

std::vector<Schema> views_of_histories() {
    return {
        view_of_activity(),

        {.name = "commits",
         .help = "a commit on the default branch",
         .columns = {repo_id(), number("position", "0 = newest"), text("sha", "its identifier"),
                     moment("committed_at", "when"), text("title", "first line of its message")}},
        {.name = "commit_authors",
         .help = "an author of a commit",
         .columns = {repo_id(), text("sha", "of the commit"),
                     number("position", "0 = git author, then co-authors"),
                     text("author", "name of the account")}},
        {.name = "discussions",
         .help = "a discussion or pull request",
         .columns = {repo_id(), number("num", "its number in the repository"),
                     text("author", "who began it; NULL: the account is gone"),
                     text("title", "its title"), text("status", "open, closed, merged, draft"),
                     number("is_pull_request", "0 or 1"), moment("created_at", "when")}}};
}

std::vector<Schema> views_of_links() {
    const auto uses = [](std::string name, const std::string& what) {
        return Schema{.name = std::move(name),
                      .help = "a " + what + " that a space uses",
                      .columns = {number("space_repo_id", "the space"),
                                  text("target", "the id as the Hub gave it"),
                                  number("target_repo_id", "NULL: no known repository")}};
    };
    return {uses("space_models", "model"),
            uses("space_datasets", "dataset"),
            {.name = "base_models",
             .help = "a model that a model was made from",
             .columns = {repo_id(), text("parent", "the id as the Hub gave it"),
                         number("parent_repo_id", "NULL: no known repository"),
                         text("relation", "finetune, adapter, merge, quantized")}}};
}

std::vector<Schema> views_of_time() {
    return {{.name = "metrics",
             .help = "numbers of a repository, from a snapshot on",
             .columns = {repo_id(), number("snapshot_id", "the snapshot that saw them first"),
                         moment("observed_at", "when"), counted("likes", "likes"),
                         counted("downloads", "downloads in the last 30 days"),
                         counted("downloads_all_time", "downloads since it is there")}},
            {.name = "snapshots",
             .help = "a walk of the lists, or an import",
             .columns = {number("snapshot_id", "its number"), moment("started_at", "when it began"),
                         moment("finished_at", "when it ended"),
                         number("complete", "1: each list came to its end"),
                         text("endpoint", "the Hub; import:SOURCE for an import"),
                         text("tool_version", "which hubmine"), counted("requests", "that it took"),
                         text("kinds", "of which there were lists"),
                         text("author", "bound of a partial walk; NULL: none"),
                         text("filter", "the same"), counted("row_limit", "the same")}}};
}

std::vector<Schema> views_of_progress() {
    return {{.name = "coverage",
             .help = "how far a kind is read",
             .columns = {text("kind", "model, dataset, space; empty: owners"),
                         text("what",
                              "listing, commits, discussions; storage, likers and owners once "
                              "something of them was asked for"),
                         counted("expected", "how many there are to read"),
                         counted("complete", "read to their end"),
                         counted("unreadable", "gated or disabled, or no such revision"),
                         counted("gone", "not there"), counted("failed", "retries used up"),
                         counted("pending", "not read to their end yet")}},
            {.name = "fetches",
             .help = "how one read of one repository stands",
             .columns = {repo_id(), text("what", "commits, discussions, storage, likers"),
                         text("state", "pending, complete, unreadable, gone, failed"),
                         number("http_status", "of the last reply"),
                         counted("attempts", "that it took"),
                         moment("fetched_at", "when it was read; NULL: never"),
                         text("message", "why it could not be")}}};
}

std::vector<Schema> views_of_people() {
    return {
        {.name = "identities",
         .help = "an author who is part of an accepted merge",
         .columns = {text("author", "one name"), text("developer", "the name that stands for all"),
                     text("source", "the stage that proposed it")}},
        {.name = "owners",
         .help = "an owner of whom something was told",
         .columns = {text("owner", "name"), text("kind", "user or org"),
                     text("basis", "overview, else discussion"),
                     text("fullname", "of organisations only"), number("is_verified", "0 or 1"),
                     text("plan", "of organisations"), counted("members", "how many it has"),
                     counted("followers", "how many it has"),
                     moment("fetched_at", "when it was read"),
                     text("state", "pending, complete, unreadable, gone, failed"),
                     number("http_status", "of the last reply")}},
        {.name = "likes",
         .help = "a like that still stands, without who gave it",
         .columns = {repo_id(), number("position", "0 = oldest"), moment("liked_at", "when")}}};
}

}  // namespace

std::span<const core::Schema> public_views() {
    static const std::vector<Schema> kViews = [] {
        std::vector<Schema> all;
        for (const auto& some : {views_of_repositories(), views_of_histories(), views_of_links(),
                                 views_of_time(), views_of_progress(), views_of_people()}) {
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }();
    return kViews;
}

}  // namespace hubmine::store
