// The page quire-query(7).
#include "ask/page.hpp"

namespace quire::ask {

cli::Page query_page() {
    using cli::Paragraph;
    using cli::Table;
    cli::Page page{"quire-query", "what a query of quire can say"};
    page.section = 7;
    page.usage = {"quire INDEX QUERY..."};
    page.description =
        "Every text is a query. What cannot be understood is searched for as words, and a remark "
        "below the query says where and why; with --strict such a query is refused. Signs of other "
        "systems (&&, w/3, smith[au], TI=bert) are among that. Remarks on what was understood, but "
        "may be meant otherwise, such as a wildcard that no word fits, refuse nothing. Upper and "
        "lower case, accents and the way of writing Greek letters make no difference.";
    page.examples = {
        {"quire --count papers.index diffusion", "25\n"},
        {"quire --count papers.index '+diffusion +transformer'", "2\n"},
        {"quire --count papers.index 'diffusion AND (transformer OR attention)'", "6\n"},
        {"quire --count papers.index 'title:diffusion -abstract:text'", "7\n"},
        {"quire --count papers.index '\"latent space\"'", "20\n"},
        {"quire --count papers.index '\"space latent\"~3'", "1\n"},
        {"quire --count papers.index 'style NEAR/3 content'", "6\n"},
        {"quire --count papers.index '=disentangling'", "14\n"},
        {"quire --count papers.index 'disentangl*'", "112\n"},
        {"quire --count papers.index 'disentanglment~'", "52\n"},
        {"quire --count papers.index '\"latent spac*\"'", "20\n"},
        {"quire --count papers.index 'categories:gan -title:generation'", "15\n"},
        {"quire -n 2 --format ids papers.index 'style^3 transfer'",
         "p150\n"
         "p041\n"},
        {"quire --parse papers.index '(gan OR vae) -title:video'",
         "read as: (gan OR vae) -title:video\n"
         "  gan           ranks gan              in 14 papers\n"
         "  vae           ranks vae              in 8 papers\n"
         "  -title:video  excludes title: video  in 6 papers\n"},
    };
    page.sections = {
        {"Words",
         {Table{{
              {"diffusion models",
               "papers with either word, in any inflection; what has both, or "
               "has them more often or in the title, comes first"},
              {"+diffusion models", "papers must have the first word; the second ranks them"},
              {"models -gan", "papers must not have the word behind the dash; NOT gan is the same"},
              {"+(gan vae)", "a sign before brackets is for all that is in them"},
              {"*", "alone: all papers, to sort them or to count their values"},
          }},
          Paragraph{"With --all every word must be there that has no sign. Words such as `the` and "
                    "`of` are passed over where others say something. pre-training, pretraining "
                    "and \"pre training\" are one word, unless --no-compounds is given."}}},
        {"Phrases",
         {Table{{
              {"\"image generation\"", "these words side by side, in any inflection"},
              {"\"image generation\"~3", "in this order, with up to three other words in between"},
              {"\"neural machine trans*\"", "a phrase whose last word only begins so"},
              {"image NEAR/5 text",
               "in any order, with up to five words in between; NEAR alone is "
               "NEAR/10"},
          }},
          Paragraph{"A phrase that is not closed goes on to the end. Any quotes will do, also "
                    "\xE2\x80\x9Cthese\xE2\x80\x9D and \xC2\xABthese\xC2\xBB."}}},
        {"Operators",
         {Table{{
              {"gan AND vae", "papers must have both"},
              {"gan OR vae", "one is enough"},
              {"gan AND NOT vae", "papers must have the first and must not have the second"},
              {"(gan OR vae) AND image", "brackets say what belongs together"},
          }},
          Paragraph{"They are written in capitals. NEAR binds most closely, then AND, then OR, "
                    "then standing side by side. In a query all in capitals they are words, unless "
                    "they join all of it or there are brackets. Brackets open only where a word "
                    "can begin, so that f(x) is a word."}}},
        {"Fields",
         {Table{{
              {"title:diffusion", "the word in this text field"},
              {"title:\"video diffusion\"", "the phrase in this text field"},
              {"title:(gan OR vae)", "all that is in the brackets"},
              {"author:ho",
               "papers with this value, or with this word in a value; author is short "
               "for authors, and so it is with every field of many values"},
              {"author:\"ada lovelace\"",
               "these words side by side in a value; a field holds for one word, so quotes are "
               "needed"},
              {"author:\"lovelace, ada\"",
               "the same, as bibliographies write names; so with every field of many values"},
              {"author:(ho ermon)", "one of these values is enough"},
              {"author:(ho AND \"stefano ermon\")", "papers must have both"},
              {"author:\"ada lovelace\"~1", "also with a word in between, as Ada K. Lovelace"},
              {"-venue:acl", "papers without this value"},
              {"venue:*",
               "papers that have any value there, or any word; -venue:* those that have none"},
              {"id:p001", "the paper with this id; all up to the next space belongs to it"},
          }},
          Paragraph{"`quire-index --info INDEX` lists the fields. Those that are no text never "
                    "rank: where they stand beside other parts, papers must have the value. A name "
                    "that is no field is a word, and a remark says so."}}},
        {"Numbers and dates",
         {Table{{
             {"year:2020", "papers of this year"},
             {"year:2019..2021",
              "from 2019 to 2021; either end may be left out, as in year:2019.."},
             {"year:>=2019", "from 2019 on; > and < leave out the year itself"},
             {"date:2020-06", "any day in June; a date is as long as it is known"},
             {"year:(2015 2019..2020)", "any of these"},
         }}}},
        {"Spellings",
         {Table{{
              {"=learning", "only this form of the word, and not learn or learned"},
              {"=\"deep learning\"", "only this form of the phrase"},
              {"disentangl*", "words that begin so; a star needs two letters before it"},
              {"w?rd", "any one letter there; a letter must come first"},
              {"difusion~",
               "words in which one letter is wrong, missing, too much, or changed "
               "places with the next"},
              {"difusion~2", "two letters"},
          }},
          Paragraph{"They stand for the words of the index that fit, the most frequent first; if "
                    "there are too many, a remark says how many were left out."}}},
        {"Weights",
         {Table{{
             {"diffusion^2 model", "the first word counts twice"},
             {"\"image generation\"^0.5", "the phrase counts half"},
             {"(gan OR vae)^3", "what is in the brackets counts three times"},
         }}}},
        {"Text that is pasted",
         {Paragraph{"Titles, addresses, formulas and names such as C++, A*, 10^6, a::b, "
                    "$\\beta$-VAE and http://example.org mean themselves: signs are signs only "
                    "where they can have a meaning. A backslash takes the meaning from the "
                    "character behind it."}}},
    };
    page.see_also = {"quire(1)", "quire-index(1)"};
    return page;
}

}  // namespace quire::ask
