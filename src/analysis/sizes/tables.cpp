#include "sizes/tables.hpp"

#include "common/columns.hpp"

namespace hubmine::analysis::sizes {

namespace {

using Row = TableRow<Findings>;

core::Column band_column() {
    return term("band", "the name of a band of parameters, by its lower end");
}

core::Column type_column(std::string also) {
    return term("entity_type", std::move(also) +
                                   "company, university, non-profit, government, classroom, "
                                   "community, individual, organisation or unknown");
}

core::Column activity_of_models() {
    return term("activity", "n_commits, n_likes, ...: as rq1 counts them");
}

Row bands_row() {
    return {
        .schema = {.name = "bands",
                   .help = "a band of parameters",
                   .columns = {band_column(), integer("from", "fewest parameters in it"),
                               integer("to", "parameters from which the next one begins"),
                               counted("models", "models in it"), share("share", "of all models"),
                               counted("downloads", "their downloads in 30 days"),
                               share("downloads_share", "of the downloads of all models"),
                               counted("downloads_all_time", "downloads since they were created"),
                               share("downloads_all_time_share", "of those of all models"),
                               real("downloads_p50", "median of downloads"),
                               counted("likes", "their likes"),
                               share("likes_share", "of the likes of all models"),
                               real("likes_p50", "median of likes"),
                               counted("derived",
                                       "models of other owners that were made from them")},
                   .headline = true},
        .needs = kNeedsModels | kNeedsSizes | kNeedsNumbers | kNeedsDerived,
        .fill = fill_bands};
}

Row sources_row() {
    return {.schema = {.name = "sources",
                       .help = "where sizes come from",
                       .columns = {term("source", "safetensors, gguf, name or none"),
                                   counted("models", "models whose size comes from there"),
                                   share("share", "of all models"),
                                   share("downloads_share", "of the downloads of all models"),
                                   counted("named", "those of them whose name has a number, too"),
                                   counted("disagree",
                                           "those whose size is more than twice that number, or "
                                           "less than half")}},
            .needs = kNeedsModels | kNeedsSizes | kNeedsNumbers | kNeedsIds,
            .fill = fill_sources};
}

Row small_or_large_row() {
    return {.schema = {.name = "small_or_large",
                       .help = "whether the smallest of a family beats the largest",
                       .columns = {term("measure", "downloads, downloads_all_time or likes"),
                                   counted("families", "families whose two ends have a number"),
                                   counted("smaller_wins", "those in which the smallest has more"),
                                   counted("ties", "those in which both have as much"),
                                   counted("larger_wins", "those in which the largest has more"),
                                   share("smaller_share", "of the families without a tie"),
                                   real("p", "two-sided p of the exact sign test; may underflow")},
                       .headline = true},
            .needs = kNeedsModels | kNeedsSizes | kNeedsFamilies,
            .fill = fill_small_or_large};
}

Row families_row() {
    return {
        .schema = {.name = "families",
                   .help = "a family of models in several sizes, most downloaded first",
                   .columns =
                       {rank_column(),
                        owner_name("owner", "whose it is; none for old ids without one"),
                        repository_id("family", "the name without what tells a size"),
                        counted("models", "its models of known size"),
                        counted("sizes", "different sizes among them"),
                        repository_id("smallest", "the most downloaded model of the smallest size"),
                        counted("smallest_size", "its parameters"),
                        counted("smallest_downloads", "its downloads in 30 days"),
                        repository_id("largest", "the most downloaded model of the largest size"),
                        counted("largest_size", "its parameters"),
                        counted("largest_downloads", "its downloads in 30 days"),
                        real("ratio", "smallest_downloads / largest_downloads; none at 0"),
                        integer("smaller_wins",
                                "1 when the smallest is downloaded more, 0 when less; none for a "
                                "tie")},
                   .may_be_empty = "no owner may have one model in two sizes"},
        .needs = kNeedsModels | kNeedsSizes | kNeedsFamilies,
        .fill = fill_families};
}

Row periods_row() {
    return {
        .schema = {.name = "periods",
                   .help = "repositories created in a period: how large they are",
                   .columns = {kind_column(),
                               term("measure",
                                    "parameters, weights (bytes), storage (bytes) or emissions "
                                    "(g of CO2 equivalent)"),
                               type_column("all, "),
                               term("period", "a day, week, month, quarter or year (UTC)"),
                               integer("floored",
                                       "1 for those that the Hub dates to its first day"),
                               counted("created", "repositories created in it"),
                               counted("n", "those whose number is known"),
                               share("known_share", "n / created"), real("p25", "first quartile"),
                               real("p50", "median"), real("p75", "third quartile"),
                               real("p90", "ninth decile"), real("max", "largest value"),
                               real("mean", "mean"), real("total", "sum over the known ones")}},
        .needs =
            kNeedsKinds | kNeedsSizes | kNeedsBytes | kNeedsEmissions | kNeedsDates | kNeedsTypes,
        .fill = fill_periods};
}

Row collaboration_row() {
    return {.schema = {.name = "collaboration",
                       .help = "an activity of the models in a band of parameters",
                       .columns = {band_column(), activity_of_models(),
                                   counted("n", "models whose number is known"),
                                   counted("n_missing", "models whose number is not known"),
                                   real("mean", "mean"), real("p50", "median"),
                                   real("p75", "third quartile"), integer("max", "largest value"),
                                   share("two_or_more_share",
                                         "of the known ones that have 2 or "
                                         "more")}},
            .needs = kNeedsModels | kNeedsSizes | kNeedsActivities,
            .fill = fill_collaboration};
}

Row correlations_row() {
    return {
        .schema =
            {.name = "correlations",
             .help = "a size and an activity of the same models",
             .columns = {term("measure", "parameters, weights or storage"), activity_of_models(),
                         counted("n", "models where both are known and the size is > 0"),
                         real("spearman", "Spearman's rho"), real("spearman_p", "its two-sided p"),
                         real("pearson_log", "Pearson's r of log10(measure) and log(1 + activity)"),
                         real("pearson_log_p", "its two-sided p")}},
        .needs = kNeedsModels | kNeedsSizes | kNeedsBytes | kNeedsActivities,
        .fill = fill_correlations};
}

Row emissions_row() {
    return {
        .schema = {.name = "emissions",
                   .help = "reported emissions of the models of a type of owners",
                   .columns = {type_column("all, "), counted("models", "models of such owners"),
                               counted("reporting",
                                       "those whose card tells emissions that can be "
                                       "believed"),
                               share("reporting_share", "reporting / models"),
                               share("share_of_reports", "of all reporting models"),
                               counted("malformed", "those whose card tells what is no amount"),
                               counted("suspect", "those whose card tells more than 10,000 t"),
                               real("total_g", "sum, in g of CO2 equivalent"),
                               share("share_of_total", "of the sum over all models"),
                               real("mean_g", "mean of the reports"),
                               real("p25_g", "first quartile"), real("p50_g", "median"),
                               real("p75_g", "third quartile"), real("p95_g", "95th percentile"),
                               real("max_g", "largest report"),
                               repository_id("top_model", "whose that is"),
                               share("top_share", "what it holds of total_g")},
                   .headline = true},
        .needs = kNeedsModels | kNeedsEmissions | kNeedsTypes | kNeedsIds,
        .fill = fill_emissions};
}

Row emitters_row() {
    return {
        .schema = {.name = "emitters",
                   .help = "a model's report of emissions, largest first",
                   .columns = {rank_column(), repository_id("model", "its id"),
                               owner_name("owner", "the part of the id before the slash"),
                               type_column(""), real("emissions_g", "g of CO2 equivalent"),
                               share("share", "of all reports; none for suspect ones"),
                               term("state", "reported, or suspect: more than 10,000 t"),
                               written("source", "where the number comes from, as the card says"),
                               written("training_type", "what was done, as the card says"),
                               counted("parameters", "how many it has"),
                               moment("created_at", "when it was created")},
                   .may_be_empty = "no card may tell emissions"},
        .needs = kNeedsModels | kNeedsEmissions | kNeedsTypes | kNeedsIds | kNeedsParameters |
                 kNeedsDates,
        .fill = fill_emitters};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{
        bands_row(),        sources_row(),   small_or_large_row(),
        families_row(),     periods_row(),   collaboration_row(),
        correlations_row(), emissions_row(), emitters_row()};
    return kRows;
}

}  // namespace hubmine::analysis::sizes
