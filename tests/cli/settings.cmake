# The configuration file and the doctor, seen from the command line.

set(settings "settings=$(mktemp -d -p '${scratch}') && trap 'rm -rf $settings' EXIT && cd $settings && export HUBMINE_CONFIG=c.ini")
add_test(NAME cli.no_settings_of_whoever_runs_the_tests_are_read COMMAND ${CMAKE_COMMAND} -E environment)
set_tests_properties(cli.no_settings_of_whoever_runs_the_tests_are_read PROPERTIES LABELS cli
                     PASS_REGULAR_EXPRESSION "XDG_CONFIG_HOME=[^\n]*/nobodys_settings\n" FAIL_REGULAR_EXPRESSION "HUBMINE_CONFIG=")
cli_test(settings_are_defaults_at_first OUT "command,option,value,source,place,note\n,store,/nonexistent/hubmine.db,environment,HUBMINE_STORE,\n,quiet,false,default,,\n.*"
         COMMAND config -q)
cli_test(settings_come_from_the_file OUT ".*\n,store,s.db,file,c.ini:1,\n.*\ncrawl,relist-after,20h,file,c.ini:3," SHELL
         COMMAND "${settings} && unset HUBMINE_STORE && printf 'store = s.db\\n[crawl]\\nrelist-after = 20h\\n' > c.ini && $H config -q")
cli_test(a_variable_comes_before_the_file OUT "[^\n]*\n,store,/nonexistent/hubmine.db,environment,HUBMINE_STORE,\n.*\n,store,s.db,file,c.ini:1,HUBMINE_STORE comes first" SHELL
         COMMAND "${settings} && printf 'store = s.db\\n' > c.ini && $H config -q")
cli_test(settings_hold_for_commands OUT "what.count" STORE SHELL
         COMMAND "${settings} && printf 'dialect = excel-de\\nquiet = on\\n' > c.ini && $H status | head -n 1 | tail -c 11")
cli_test(settings_are_not_for_whoever_wants_none OUT "what,count.*" STORE SHELL
         COMMAND "${settings} && printf 'nonsense\\n' > c.ini && $H status -q --no-config --table contents && HUBMINE_CONFIG=/dev/null $H status -q --table contents")
cli_test(settings_of_an_unknown_option EXIT 2 ERR "hubmine: c.ini:2: crawl has no option 'relist': did you mean relist-after." SHELL
         COMMAND "${settings} && printf '[crawl]\\nrelist = 20h\\n' > c.ini && $H status")
cli_test(settings_of_an_unknown_command EXIT 2 ERR "hubmine: c.ini:2: .crwl.: there is no such command: did you mean crawl." SHELL
         COMMAND "${settings} && printf '[crwl]\\nlimit = 1\\n' > c.ini && $H status")
cli_test(settings_with_a_wrong_value EXIT 2 ERR "hubmine: c.ini:2: --limit: 'many' is not a whole number" SHELL
         COMMAND "${settings} && printf '[crawl]\\nlimit = many\\n' > c.ini && $H config")
cli_test(settings_that_meet_a_command_that_cannot EXIT 2 ERR "hubmine: unknown format 'jsn': did you mean json. .format = jsn in c.ini:1." SHELL
         COMMAND "${settings} && printf 'format = jsn\\n' > c.ini && $H status")
cli_test(settings_with_a_token EXIT 2 ERR "hubmine: c.ini:1: a token does not belong here: put it into HF_TOKEN, [^=]*" SHELL
         COMMAND "${settings} && printf 'token = hf_secret\\n' > c.ini && $H crawl")
cli_test(settings_that_are_not_there EXIT 1 ERR "hubmine: cannot read /nonexistent/c.ini: No such file or directory" ENV HUBMINE_CONFIG=/nonexistent/c.ini COMMAND status)
cli_test(settings_that_are_a_folder EXIT 1 ERR "hubmine: cannot read .*scratch: Is a directory" ENV "HUBMINE_CONFIG=${scratch}" COMMAND status)
cli_test(settings_without_a_home EXIT 1 ERR "hubmine: there is no place for a configuration file: .*" SHELL COMMAND "unset HOME XDG_CONFIG_HOME && $H config --path")
cli_test(settings_path_or_example EXIT 2 ERR "hubmine: --path and --example do not go together" COMMAND config --path --example)
cli_test(the_example_of_settings_is_sound OUT "sound" SHELL
         COMMAND "${settings} && $H config --example > plain.ini && sed 's/^#\\([a-z-]* = \\)/\\1/' plain.ini > c.ini && ! cmp -s plain.ini c.ini && test $($H config -q --format csv --no-config --no-headers | wc -l) -lt $($H config -q --format csv --no-headers | wc -l) && HUBMINE_CONFIG=plain.ini $H config -q > /dev/null && echo sound")

# --- the doctor
set(well "version,ok,hubmine [0-9.]+,\nlibraries,ok,\"SQLite [^\n]*\",\nconfiguration,ok,no file,\ndata,ok,[^\n]*: all 11 files,")
cli_test(the_doctor_asks_nothing_offline OUT "${well}\nstore,ok,\"[^\n]*, every page is sound\",\nlock,ok,free,\nspace,[^\n]*\ntemporary space,[^\n]*\ntoken,warning,[^\n]*\nendpoint,skipped,not asked: --offline,\nquota,skipped,[^\n]*\nclock,skipped,[^\n]*" STORE
         COMMAND doctor --offline --no-headers --format csv)
cli_test(the_doctor_obeys_variables OUT ".*\nendpoint,skipped,not asked: HF_HUB_OFFLINE is set,\n.*" STORE ENV HF_HUB_OFFLINE=1 COMMAND doctor --format csv)
cli_test(the_doctor_asks_the_hub OUT ".*\ntoken,ok,in HF_TOKEN,\nendpoint,ok,http://127.0.0.1:[0-9]+ answers within [0-9]+ ms,\nquota,ok,\"[0-9,]+ requests in 300 s [^\n]* left\",\nclock,ok,as the Hub's," STORE SHELL
         COMMAND "${with_hub} --token hf_right -- env HF_TOKEN=hf_right $H doctor --no-headers --format csv | sed 's/hf_right/TOLD/g'")
cli_test(the_doctor_knows_a_refused_token EXIT 5 OUT ".*\nendpoint,problem,the Hub refuses the token: [^\n]*\nquota,skipped,[^\n]*\nclock,skipped,[^\n]*" ERR "hubmine: 1 problem found" STORE SHELL
         COMMAND "${with_hub} --token hf_right -- env HF_TOKEN=hf_wrong $H doctor --format csv")
cli_test(the_doctor_knows_an_unreachable_hub EXIT 5 OUT ".*\nendpoint,problem,cannot reach the Hub: [^\n]*" ERR "hubmine: 1 problem found" STORE SHELL
         COMMAND "$H doctor --endpoint http://127.0.0.1:9 --format csv | grep -v '^quota\\|^clock'; exit \${PIPESTATUS[0]}")
cli_test(the_doctor_does_not_wait_for_ever EXIT 5 OUT ".*\nendpoint,problem,.?no Hub answers at [^\n]*\n.*" ERR "hubmine: 1 problem found" STORE SHELL
         COMMAND "${with_hub} --latency-ms 20000 -- timeout 10 $H doctor --max-time 1s --format csv")
cli_test(the_doctor_asks_whom_crawls_ask OUT ".*\nendpoint,problem,cannot reach the Hub: GET http://127.0.0.1:9/[^\n]*\n.*" EXIT 5 ERR "hubmine: 1 problem found" STORE SHELL
         COMMAND "${settings} && printf '[crawl]\\nendpoint = http://127.0.0.1:9\\n' > c.ini && $H doctor --format csv")
cli_test(the_doctor_misses_a_store OUT ".*\nstore,warning,there is no /nonexistent/hubmine.db yet,[^\n]*\nlock,ok,free,\nspace,[^\n]*\n.*" EXIT 5 ERR "hubmine: 1 problem found" COMMAND doctor --offline --format csv)
cli_test(the_doctor_knows_what_is_no_store EXIT 5 OUT ".*\nstore,problem,[^\n]*a_file is not a hubmine store[^\n]*\n.*" ERR "hubmine: 1 problem found"
         COMMAND doctor --offline --format csv --store ${scratch}/a_file)
cli_test(the_doctor_names_who_holds_the_store OUT "held" STORE SHELL
         COMMAND "${settings} && unset HUBMINE_CONFIG && ${with_hub} --latency-ms 200 -- bash -c '$H crawl -q --concurrency 1 --store own.db & until [ -s own.db-crawl.lock ]; do sleep 0.05; done; $H doctor --offline --store own.db --format csv | grep -q \"^lock,ok,held by crawl with pid $!,\" && echo held; kill $!; wait $!; true'")
cli_test(the_doctor_tells_what_is_wrong_with_the_file EXIT 5 OUT ".*\nconfiguration,problem,c.ini:1: neither [^\n]*\n.*" ERR "hubmine: 1 problem found" STORE SHELL
         COMMAND "${settings} && echo hf_secret > c.ini && $H doctor --offline --format csv")
cli_test(the_doctor_tells_what_is_wrong_with_any_value EXIT 5 OUT ".*\nconfiguration,problem,c.ini:2: --limit: 'many' [^\n]*\n.*" ERR "hubmine: 1 problem found" STORE SHELL
         COMMAND "${settings} && printf '[crawl]\\nlimit = many\\n' > c.ini && $H doctor --offline --format csv")
cli_test(the_doctor_misses_data EXIT 5 OUT ".*\ndata,problem,[^\n]*: 11 of 11 files cannot be used: cannot find [^\n]*\n.*" ERR "hubmine: 1 problem found" STORE SHELL
         COMMAND "${settings} && HUBMINE_CONFIG=/dev/null HUBMINE_DATA_DIR=$settings $H doctor --offline --format csv")
cli_test(the_doctor_never_shows_a_token EXIT 5 OUT ".*\ntoken,problem,the token in HF_TOKEN is not one word,[^\n]*\n.*" ERR "hubmine: 1 problem found" STORE ENV "HF_TOKEN=hf secret"
         COMMAND doctor --format csv)
cli_test(the_doctor_doubts_a_token_that_others_read OUT "token,warning,\"?in t, which others may read\"?,chmod 600 t\ntoken,ok,in t," STORE SHELL
         COMMAND "${settings} && unset HUBMINE_CONFIG && export HF_TOKEN_PATH=t && echo hf_secret > t && chmod 644 t && $H doctor --offline --format csv | grep ^token && chmod 600 t && $H doctor --offline --format csv | grep ^token")
cli_test(the_doctor_is_told_nonsense EXIT 2 ERR "hubmine: --max-time: 'soon' is not a time .*" COMMAND doctor --max-time soon)
cli_test(the_doctor_is_given_no_url EXIT 5 OUT ".*\nendpoint,problem,HF_ENDPOINT: 'ftp://x' is not an http.s. URL,correct what names it" ERR "hubmine: 1 problem found" STORE ENV HF_ENDPOINT=ftp://x COMMAND doctor --format csv)
