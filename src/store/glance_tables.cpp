#include "hubmine/store/glance.hpp"

#include <array>

namespace hubmine::store {

namespace {

using core::CellType;
using core::Column;
using core::Schema;
using core::Unit;

Column text(std::string name, std::string meaning) {
    return {std::move(name), CellType::kText, std::move(meaning)};
}
Column time(std::string name, std::string meaning) {
    return {std::move(name), CellType::kText, std::move(meaning), Unit::kTime};
}
Column count(std::string name, std::string meaning) {
    return {std::move(name), CellType::kInteger, std::move(meaning), Unit::kCount};
}
Column rank() {
    return {"rank", CellType::kInteger, "1 = first"};
}

Schema facts() {
    return {.name = "facts",
            .help = "something that is known, or that it is not",
            .columns = {text("what", "what is told"), text("value", "empty = not known"),
                        text("note", "since when, what it was, or why it is not known")},
            .headline = true};
}

Schema people() {
    return {.name = "people",
            .help = "somebody who commits or starts discussions there, most commits first",
            .columns = {rank(), text("name", "as the Hub tells it"),
                        text("role", "commit, discuss or both"),
                        count("commits", "commits that name them; empty = not read"),
                        count("discussions", "discussions that they started; empty = not read")},
            .headline = true,
            .may_be_empty = "nobody may be known"};
}

}  // namespace

std::span<const Schema> repository_tables() {
    static const std::array<Schema, 7> kTables{
        {facts(),
         {.name = "names",
          .help = "a name that it has or had",
          .columns = {text("id", "the name"), time("first_seen", "since when"),
                      time("last_seen", "until when"),
                      text("how", "list: a list showed it; redirect: the Hub leads from it")}},
         {.name = "numbers",
          .help = "its numbers from a snapshot on; of one that never moved the first",
          .columns = {{"snapshot_id", CellType::kInteger, "number of the snapshot"},
                      time("observed_at", "when they were seen"),
                      count("likes", "likes"),
                      count("downloads", "downloads of the 30 days before"),
                      count("downloads_all_time", "downloads ever"),
                      text("source", "where imported numbers are from; empty = seen")}},
         {.name = "changes",
          .help = "what became different, oldest first",
          .columns = {time("at", "when it was first seen so"),
                      text("field", "license, id, gated, tags, ..."), text("old", "what it was"),
                      text("new", "what it became; of tags those that came and went")},
          .may_be_empty = "nothing may have changed"},
         {.name = "lineage",
          .help = "a model that it was made from, or that was made from it",
          .columns = {rank(),
                      text("direction", "base: it was made from this; derived: this from it"),
                      text("relation", "finetune, adapter, merge, quantized"),
                      text("id", "the model"),
                      count("likes", "its likes"),
                      count("downloads", "its downloads"),
                      {"known", CellType::kInteger, "1 = a repository of the store"}},
          .headline = true,
          .may_be_empty = "there may be none"},
         {.name = "used_by",
          .help = "a space that uses it or was copied from it, most liked first",
          .columns = {rank(), text("id", "the space"), text("how", "uses or copy"),
                      count("likes", "its likes")},
          .headline = true,
          .may_be_empty = "there may be none"},
         people()}};
    return kTables;
}

std::span<const Schema> owner_tables() {
    static const std::array<Schema, 4> kTables{
        {facts(),
         {.name = "kinds",
          .help = "a kind of repositories that it owns",
          .columns = {text("kind", "model, dataset or space"),
                      count("repositories", "that are present"), count("removed", "that are gone"),
                      count("likes", "likes together"),
                      count("likes_known", "repositories whose likes are known"),
                      count("downloads", "downloads together"),
                      count("downloads_known", "repositories whose downloads are known"),
                      count("commits_read", "repositories whose commits were read"),
                      count("discussions_read", "repositories whose discussions were read")},
          .headline = true,
          .may_be_empty = "it may own nothing any more"},
         {.name = "repositories",
          .help = "a present repository, most liked first",
          .columns = {rank(), text("kind", "model, dataset or space"), text("id", "its name"),
                      count("likes", "likes"), count("downloads", "downloads of 30 days"),
                      text("license", "its licence"), text("task", "pipeline_tag"),
                      time("created_at", "when it was made"),
                      time("last_modified", "when it last changed")},
          .headline = true,
          .may_be_empty = "it may own nothing any more"},
         people()}};
    return kTables;
}

}  // namespace hubmine::store
