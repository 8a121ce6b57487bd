# SPDX-License-Identifier: GPL-3.0-or-later
# Completes the commands, options, followed live blogs and files of rundown in fish.

# Whether the command is one of these.
function __rundown_command
    set -l words (commandline -opc)
    contains -- "$words[2]" $argv
end

function __rundown_blogs
    rundown list 2>/dev/null | string replace --regex --filter '^ ?(\d+)  ' '$1\t'
end

complete -c rundown -f
complete -c rundown -n __fish_use_subcommand -s h -l help -d 'Show this help; after a command, that command\'s'
complete -c rundown -n __fish_use_subcommand -l version -d 'Show the version'
complete -c rundown -n 'not __fish_use_subcommand' -s h -l help -d 'Show this help'

# Without a command, files are opened.
complete -c rundown -n '__fish_use_subcommand; and test -n "$(commandline -ct)"' -F

complete -c rundown -n __fish_use_subcommand -a add -d 'Follow live blogs'
complete -c rundown -n '__rundown_command add' -F
complete -c rundown -n '__rundown_command add' -s p -l preview -d 'Show what is found, and follow nothing'

complete -c rundown -n __fish_use_subcommand -a remove -d 'Follow live blogs no longer'
complete -c rundown -n '__rundown_command remove' -k -a '(__rundown_blogs)'
complete -c rundown -n '__rundown_command remove' -l forget -d 'Delete the posts that are kept of it, too'

complete -c rundown -n __fish_use_subcommand -a list -d 'What is followed, and how that goes'

complete -c rundown -n __fish_use_subcommand -a fetch -d 'Read what is followed once more'
complete -c rundown -n '__rundown_command fetch' -k -a '(__rundown_blogs)'

complete -c rundown -n __fish_use_subcommand -a follow -d 'Keep up with what is followed'
complete -c rundown -n '__rundown_command follow' -l once -d 'Read what is due, and end'

complete -c rundown -n __fish_use_subcommand -a digest -d 'What happened, by topic, as a document'
complete -c rundown -n '__rundown_command digest' -F
complete -c rundown -n '__rundown_command digest' -s f -l format -x -a 'md html txt json' -d 'Write md, html, txt or json (else what the output\'s name ends in, else md)'
complete -c rundown -n '__rundown_command digest' -s o -l output -r -F -d 'Write to FILE, not to standard output'
complete -c rundown -n '__rundown_command digest' -l date -x -a 'today yesterday' -d 'Only posts of DAY: YYYY-MM-DD, today or yesterday'
complete -c rundown -n '__rundown_command digest' -l since -x -d 'Only posts from TIME on: YYYY-MM-DD, YYYY-MM-DDTHH:MM or HH:MM today'
complete -c rundown -n '__rundown_command digest' -l until -x -d 'With --since: only posts before TIME'
complete -c rundown -n '__rundown_command digest' -l lines -x -d 'At most N lines in short'
complete -c rundown -n '__rundown_command digest' -l words -x -d 'As near to N words in short as whole sentences come'
complete -c rundown -n '__rundown_command digest' -l demo -d 'Read the sample that comes with Rundown'

complete -c rundown -n __fish_use_subcommand -a topics -d 'The sections and the posts in each'
complete -c rundown -n '__rundown_command topics' -F
complete -c rundown -n '__rundown_command topics' -s f -l format -x -a 'txt json' -d 'Write txt (the usual) or json'
complete -c rundown -n '__rundown_command topics' -l demo -d 'Read the sample that comes with Rundown'

complete -c rundown -n __fish_use_subcommand -a search -d 'The posts with these words'
complete -c rundown -n '__rundown_command search' -l limit -x -d 'At most N posts (else 20)'

complete -c rundown -n __fish_use_subcommand -a import -d 'Follow all of a list (OPML)'
complete -c rundown -n '__rundown_command import' -F

complete -c rundown -n __fish_use_subcommand -a export -d 'Write what is followed as a list (OPML)'
complete -c rundown -n '__rundown_command export' -s o -l output -r -F -d 'Write to FILE and not to standard output'

complete -c rundown -n __fish_use_subcommand -a backup -d 'Copy everything that is kept into a file'
complete -c rundown -n '__rundown_command backup' -F

complete -c rundown -n __fish_use_subcommand -a key -d 'Store or remove a publisher\'s API key'
complete -c rundown -n '__rundown_command key' -a guardian
complete -c rundown -n '__rundown_command key' -l remove -d 'Remove the key, and store none'

complete -c rundown -n __fish_use_subcommand -a demo -d 'The sample, as if it happened now'
complete -c rundown -n '__rundown_command demo' -l seconds -x -d 'Let the day pass in N seconds (else 60); 0 for at once'
