#include "hubmine/core/version.hpp"
#include "hubmine/output/table_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace hubmine::output {

namespace {

std::string_view stored_as(const core::Column& column, bool is_parquet) {
    switch (core::batch_type(column)) {
        case core::BatchType::kText:
            return is_parquet ? "string" : "text";
        case core::BatchType::kInteger:
            return is_parquet ? "int64" : "whole number";
        case core::BatchType::kReal:
            return is_parquet ? "double" : "real number";
        case core::BatchType::kTime:
            break;
    }
    return is_parquet ? "timestamp in UTC, to the millisecond" : "time in UTC, ISO 8601";
}

/// A table as a program finds it: its files, from the folder of all tables.
std::string files_of(const WrittenTable& table, std::string_view extension) {
    return fmt::format("{}/{}*.{}", table.schema.name, table.by_kind ? "*/" : "", extension);
}

std::string block(std::string_view language, std::string_view text) {
    return fmt::format("```{}\n{}\n```\n\n", language, text);
}

/// What is asked in each language: rows of a table, by kind where there are kinds.
struct Question {
    const WrittenTable& table;
    const TableFiles& files;

    [[nodiscard]] const std::string& name() const { return table.schema.name; }
    [[nodiscard]] std::string pattern() const { return files_of(table, files.extension); }

    [[nodiscard]] std::string duckdb() const {
        const std::string_view reader = files.name == "parquet" ? "read_parquet"
                                        : files.name == "csv"   ? "read_csv"
                                                                : "read_ndjson";
        return table.by_kind
                   ? fmt::format(
                         "SELECT kind, count(*) AS n\n"
                         "FROM {}('{}', hive_partitioning = true)\n"
                         "GROUP BY kind ORDER BY kind;",
                         reader, pattern())
                   : fmt::format("SELECT count(*) AS n FROM {}('{}');", reader, pattern());
    }
    [[nodiscard]] std::string spark() const {
        const std::string source = files.name == "ndjson" ? "json" : files.name;
        if (files.name == "csv") {
            return fmt::format(
                "CREATE TEMPORARY VIEW {0} USING csv\n"
                "OPTIONS (path '{0}', header true, multiLine true, escape '\"');\n"
                "SELECT {1}count(*) AS n FROM {0}{2};",
                name(), table.by_kind ? "kind, " : "",
                table.by_kind ? " GROUP BY kind ORDER BY kind" : "");
        }
        return fmt::format("SELECT {}count(*) AS n FROM {}.`{}`{};", table.by_kind ? "kind, " : "",
                           source, name(), table.by_kind ? " GROUP BY kind ORDER BY kind" : "");
    }
    [[nodiscard]] std::string clickhouse() const {
        const std::string_view format = files.name == "parquet" ? "Parquet"
                                        : files.name == "csv"   ? "CSVWithNames"
                                                                : "JSONEachRow";
        return table.by_kind
                   ? fmt::format(
                         "SELECT extract(_path, 'kind=([a-z]+)') AS kind, count() AS n\n"
                         "FROM file('{}', {})\n"
                         "GROUP BY kind ORDER BY kind;",
                         pattern(), format)
                   : fmt::format("SELECT count() AS n FROM file('{}', {});", pattern(), format);
    }
    [[nodiscard]] std::string pandas() const {
        if (files.name == "parquet") {
            return fmt::format("import pandas\n\n{0} = pandas.read_parquet(\"{0}\")\nprint({1})",
                               name(), pandas_answer());
        }
        const std::string_view reader =
            files.name == "csv" ? "pandas.read_csv(path)" : "pandas.read_json(path, lines=True)";
        return fmt::format(
            "import glob\nimport pandas\n\n"
            "{0} = pandas.concat([{1}{2} for path in glob.glob(\"{3}\")])\n"
            "print({4})",
            name(), reader,
            table.by_kind ? R"(.assign(kind=path.split("kind=")[1].split("/")[0]))" : "", pattern(),
            pandas_answer());
    }
    [[nodiscard]] std::string pandas_answer() const {
        return table.by_kind ? fmt::format("{}.groupby(\"kind\", observed=True).size()", name())
                             : fmt::format("len({})", name());
    }
    [[nodiscard]] std::string r() const {
        const std::string_view opened = files.name == "parquet" ? ""
                                        : files.name == "csv"   ? ", format = \"csv\""
                                                                : ", format = \"json\"";
        return fmt::format(
            "library(arrow)\nlibrary(dplyr)\n\n"
            "open_dataset(\"{0}\"{1}) |> count({2}) |> collect()",
            name(), opened, table.by_kind ? "kind" : "");
    }
};

std::string list_of_tables(const std::vector<WrittenTable>& tables, const TableFiles& files) {
    std::string text;
    for (const WrittenTable& table : tables) {
        text += fmt::format(
            "### {}\n\nA row is {}. Files: `{}`.\n\n| column | type | meaning |\n"
            "|---|---|---|\n",
            table.schema.name, table.schema.help, files_of(table, files.extension));
        for (const core::Column& column : table.schema.columns) {
            const bool is_in_path = table.by_kind && column.name == "kind";
            text += fmt::format(
                "| {} | {} | {} |\n", column.name,
                is_in_path ? "name of the folder" : stored_as(column, files.name == "parquet"),
                column.meaning);
        }
        text += '\n';
    }
    return text;
}

std::string_view written_name(const TableFiles& files) {
    return files.name == "parquet" ? "Parquet" : files.name == "csv" ? "CSV" : "ndjson";
}

std::string_view what_is_missing(const TableFiles& files) {
    if (files.name == "csv") {
        return "A missing value and an empty text are both an empty field (Parquet and ndjson keep "
               "them apart); fields are quoted as in RFC 4180 and may hold line ends.";
    }
    return files.name == "ndjson" ? "A missing value is null: never read, or not so."
                                  : "Every column may be NULL: never read, or not so.";
}

}  // namespace

std::string tables_readme(const std::vector<WrittenTable>& tables, const TableFiles& files) {
    std::string text = fmt::format(
        "# Tables of a Hugging Face Hub, as hubmine {} saw it\n\n"
        "Written by `hubmine export tables`. Each table is a folder of {} files; `manifest.json` "
        "has the rows and the SHA-256 of each (`hubmine verify --manifest .` compares). {}\n"
        "Repositories are cut by kind: `kind=model` and so on is the name of a folder, and a "
        "column to whoever reads partitioned folders. Tables are joined by `repo_id`, which is a "
        "number of this export only: `hub_id` of `repos` is the same everywhere.\n\n",
        core::kVersion, written_name(files), what_is_missing(files));
    if (!tables.empty()) {
        const Question question{tables.front(), files};
        text += "## Reading them\n\nFrom this folder.\n\nDuckDB:\n\n" +
                block("sql duckdb", question.duckdb()) + "Spark SQL (`spark-sql`):\n\n" +
                block("sql spark", question.spark()) + "ClickHouse (`clickhouse local`):\n\n" +
                block("sql clickhouse", question.clickhouse()) +
                (files.name == "parquet" ? "pandas, with pyarrow:\n\n" : "pandas:\n\n") +
                block("python", question.pandas()) + "R, with the package arrow:\n\n" +
                block("r", question.r());
    }
    text += "## Tables\n\n" + list_of_tables(tables, files);
    text.pop_back();
    return text;
}

}  // namespace hubmine::output
