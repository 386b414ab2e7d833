# Files that people give, seen from the command line: what is said of those that meet nothing in the store, and of those that make no sense.

set(given "given=$(mktemp -d -p '${scratch}') && trap 'rm -rf $given' EXIT && cd $given && $H backup -q hub.db && export HUBMINE_STORE=hub.db")
set(stranger "hubmine: warning: .*none of the .* in it is in the store.*")
cli_test(analyze_doubts_a_file_of_strangers ERR "${stranger}" STORE SHELL
         COMMAND "${given} && printf 'nobody at all\\n' > bots.csv && $H analyze rq2 -q --bots-file bots.csv > /dev/null")
cli_test(export_doubts_a_file_of_strangers ERR "${stranger}" STORE SHELL
         COMMAND "${given} && printf 'nobody at all\\n' > bots.csv && $H export graph collaboration -q --bots-file bots.csv > /dev/null")
cli_test(candidates_doubt_a_file_of_strangers ERR "${stranger}" STORE SHELL
         COMMAND "${given} && printf 'nobody at all\\n' > bots.csv && $H identities candidates -q --bots-file bots.csv > /dev/null")
cli_test(import_doubts_a_file_of_strangers OUT "0" ERR "hubmine: warning: .*none of the 1 repository in it is in the store, so nothing was imported.*" STORE SHELL
         COMMAND "${given} && printf 'id;likes\\nnobody/nothing;7\\n' > n.csv && $H import metrics n.csv -q --kind model --date 2023-10-15 && $H snapshots list --format csv --no-headers | grep -c n.csv; true")
cli_test(apply_doubts_a_file_of_strangers ERR "hubmine: warning: all 2 names are not in the store \\(is it the right file, and the right column\\?\\): Nobody, nobody.*" STORE SHELL
         COMMAND "${given} && printf 'Name_B\\tName_A\\tDecision\\r\\nnobody\\tNobody\\tAccept\\r\\n' > p.csv && $H identities apply -q p.csv")
cli_test(every_file_needs_a_row OUT "2 2 2 2 2 2" ERR "(hubmine: e.csv: no (row|header line): [^\n]*\n?)+" STORE SHELL
         COMMAND "${given} && : > e.csv; for c in 'analyze rq2 --bots-file' 'analyze rq1 --licenses' 'analyze rq3 --organisations' 'analyze rq2 --subfields' 'identities apply' 'import metrics --date 2024-01-01'; do $H $c e.csv -q > /dev/null; printf \"$? \"; done | sed 's/ $//'")
cli_test(organisations_of_an_unknown_kind_are_told_with_their_line EXIT 2 ERR "hubmine: o.csv:3: 'firm' is no type of organisations: company, [^\n]*" STORE SHELL
         COMMAND "${given} && printf 'namespace,entity,type,country\\na,A,company,\\nb,B,firm,\\n' > o.csv && $H analyze organisations -q --organisations o.csv > /dev/null")
cli_test(organisations_with_a_namespace_twice_are_told_with_their_line EXIT 2 ERR "hubmine: o.csv:3: namespace 'A' stands twice" STORE SHELL
         COMMAND "${given} && printf 'namespace,entity,type,country\\na,A,company,\\nA,B,company,\\n' > o.csv && $H analyze organisations -q --organisations o.csv > /dev/null")
cli_test(lists_of_words_need_a_row OUT "2 2 2 2 2" ERR "(hubmine: e.csv: no (row|header line): [^\n]*\n?)+" STORE SHELL
         COMMAND "${given} && : > e.csv; for o in 'topics --languages' 'topics --domains' 'topics --tasks' 'topics --evaluation-datasets' 'roles --subjects'; do $H analyze $o e.csv -q --output-dir o; printf \"$? \"; done | sed 's/ $//'")
cli_test(lists_of_words_that_make_no_sense_are_told_with_their_line EXIT 2 ERR "hubmine: l.csv:3: the code 'eng' is not 2 letters a-z" STORE SHELL
         COMMAND "${given} && printf 'code,alpha3,name\\nde,deu,German\\neng,eng,English\\n' > l.csv && $H analyze topics -q --languages l.csv > /dev/null")
cli_test(topics_doubt_a_list_of_strangers ERR "${stranger}" STORE SHELL
         COMMAND "${given} && printf 'domain,tag\\nsea,no such fish\\n' > d.csv && $H analyze topics -q --domains d.csv > /dev/null")
cli_test(subjects_without_a_word_are_told_with_their_line EXIT 2 ERR "hubmine: s.csv:3: the word is missing" STORE SHELL
         COMMAND "${given} && printf 'subject,word\\nsea,fish\\nsky,\\n' > s.csv && $H analyze roles --table subjects -q --subjects s.csv > /dev/null")
cli_test(roles_doubt_a_list_of_strangers ERR "${stranger}" STORE SHELL
         COMMAND "${given} && printf 'subject,word\\nsea,no such fish\\n' > s.csv && $H analyze roles --table subjects -q --subjects s.csv > /dev/null")
cli_test(what_is_written_is_read_again OUT "same" STORE SHELL
         COMMAND "${given} && printf 'name_a,name_b,decision\\nsolo1,solo2,accept\\nsolo3,solo4,reject\\n' > p.csv && $H identities apply -q p.csv && $H identities list --format csv > a.csv && $H identities list --format tsv > b.tsv && $H identities apply -q a.csv && $H identities apply -q b.tsv && $H identities list --format csv | cmp - a.csv && echo same")
cli_test(a_tag_of_two_architectures_is_told_with_its_line EXIT 2 ERR "hubmine: a.csv:3: tag 'bert' stands twice" STORE SHELL
         COMMAND "${given} && printf 'architecture,tag\\nbert,bert\\nroberta,bert\\n' > a.csv && $H analyze trends -q --by architecture --architectures a.csv > /dev/null")
cli_test(trends_doubt_a_list_of_strangers ERR "${stranger}" STORE SHELL
         COMMAND "${given} && printf 'architecture,tag\\nsea,no such fish\\n' > a.csv && $H analyze trends -q --by architecture --architectures a.csv > /dev/null")
cli_test(a_table_of_an_option_is_not_there_without_it EXIT 2 ERR "hubmine: --table windows means nothing without --every"
         STORE COMMAND analyze rq2 --table windows)
cli_test(a_network_has_no_week EXIT 2 ERR "hubmine: --every: [^\n]*" STORE COMMAND analyze rq2 --every week)
cli_test(an_owner_of_nothing_is_refused OUT "2 2 2 2 2" ERR "(hubmine: nothing of an owner 'no body' was ever listed[^\n]*\n?)+" STORE SHELL
         COMMAND "for c in 'analyze rq1' 'analyze rq2' 'analyze rq3' 'analyze trends' 'diff 1 1'; do $H $c -q --owner 'no body' > /dev/null; printf \"$? \"; done | sed 's/ $//'")
cli_test(a_period_counts_back_from_the_snapshot OUT "same" STORE SHELL
         COMMAND "${given} && at=$($H sql -q 'SELECT max(started_at) FROM snapshots WHERE complete' --no-headers) && $H analyze calendar -q --since \"$(date -u -d \"$at -30 days\" +%Y-%m-%dT%H:%M:%S.%3NZ)\" > a.csv 2> /dev/null && $H analyze calendar -q --since 30d > b.csv 2> /dev/null && cmp a.csv b.csv && echo same")

cli_test(all_analyses_are_what_each_one_is OUT "same" STORE SHELL
         COMMAND "${given} && $H analyze --all -q --output-dir all 2> /dev/null && for a in rq1 rq2 rq3 organisations lineage sizes topics roles calendar reproduce trends; do $H analyze $a -q --output-dir one/$a 2> /dev/null || exit; rm one/$a/manifest.json; done && $H verify -q --manifest all > /dev/null && rm all/manifest.json && diff -r all one && echo same")
cli_test(all_analyses_need_a_folder EXIT 2 ERR "hubmine: --all needs --output-dir DIR" STORE COMMAND analyze --all)
cli_test(all_analyses_write_every_table EXIT 2 ERR "hubmine: --table does not go with --all: [^\n]*" STORE COMMAND analyze --all --output-dir x --table top)
cli_test(what_is_asked_of_analyses_is_nothing_to_the_list EXIT 2 ERR "hubmine: --snapshot means nothing without --all" COMMAND analyze --list --snapshot 1)
