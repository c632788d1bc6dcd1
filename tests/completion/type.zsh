# Types each line of standard input into an interactive zsh, presses the tabulator, and prints what the
# line has become.
#
#   zsh -f type.zsh FOLDER <LINES    FOLDER holds the completion functions
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "unsetopt zle_bracketed_paste beep; PS1=; fpath=(${(q)1:a} \$fpath)
autoload -Uz compinit; compinit -u -D
finish() { print -r -- \"[[[\$BUFFER]]]\"; BUFFER= }
zle -N finish; bindkey '^X' finish; print rea''dy"
zpty -r shell text '*ready*'
while IFS= read -r line; do
    zpty -w -n shell "$line"$'\t\x18'
    zpty -r shell text '*\[\[\[*\]\]\]*'
    text=${text##*\[\[\[}
    print -r -- "${text%%\]\]\]*}"
done
zpty -d shell
