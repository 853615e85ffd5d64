#include "sim/report/literature.hpp"

#include <algorithm>

#include "sim/core/error.hpp"

namespace entente {
namespace {

Work article(std::string name, std::vector<std::string> authors, std::string title, std::string journal,
             std::string volume, std::string year) {
  Work work;
  work.name = "model:" + std::move(name);
  work.kind = Work::Kind::Article;
  work.authors = std::move(authors);
  work.title = std::move(title);
  work.in = std::move(journal);
  work.volume = std::move(volume);
  work.date = std::move(year);
  return work;
}

Work book(std::string name, std::vector<std::string> authors, std::string title, std::string year) {
  Work work = article(std::move(name), std::move(authors), std::move(title), "", "", std::move(year));
  work.kind = Work::Kind::Book;
  return work;
}

Work chapter(std::string name, std::vector<std::string> authors, std::string title, std::string collection,
             std::string year, Work::Kind kind = Work::Kind::InCollection) {
  Work work = article(std::move(name), std::move(authors), std::move(title), std::move(collection), "",
                      std::move(year));
  work.kind = kind;
  return work;
}

/// A thesis or a report; `body` is the school or the institution.
Work report(std::string name, Work::Kind kind, std::vector<std::string> authors, std::string title,
            std::string body, std::string year) {
  Work work = book(std::move(name), std::move(authors), std::move(title), std::move(year));
  work.kind = kind;
  work.publisher = std::move(body);
  return work;
}

std::vector<Work> all_works() {
  constexpr Work::Kind kProceedings = Work::Kind::InProceedings;
  std::vector<Work> works = {
      chapter("aydogan2017", {"Aydoğan, R.", "Festen, D.", "Hindriks, K. V.", "Jonker, C. M."},
              "Alternating offers protocols for multilateral negotiation",
              "Studies in Computational Intelligence 674", "2017"),
      chapter("baarslag2013acceptance", {"Baarslag, T.", "Hindriks, K.", "Jonker, C."},
              "Acceptance conditions in automated negotiation", "Studies in Computational Intelligence 435",
              "2013"),
      chapter("baarslag2013tit", {"Baarslag, T.", "Hindriks, K.", "Jonker, C."},
              "A tit for tat negotiation strategy for real-time bilateral negotiations",
              "Studies in Computational Intelligence 435", "2013"),
      article("baron1989", {"Baron, D. P.", "Ferejohn, J. A."}, "Bargaining in legislatures",
              "American Political Science Review", "83", "1989"),
      article("binmore1986", {"Binmore, K.", "Rubinstein, A.", "Wolinsky, A."},
              "The Nash bargaining solution in economic modelling", "RAND Journal of Economics", "17",
              "1986"),
      article("black1948", {"Black, D."}, "On the rationale of group decision-making",
              "Journal of Political Economy", "56", "1948"),
      chapter("bueno1994", {"Bueno de Mesquita, B."}, "Political forecasting: an expected utility method",
              "European Community Decision Making", "1994"),
      article("chatterjee1983", {"Chatterjee, K.", "Samuelson, W."},
              "Bargaining under incomplete information", "Operations Research", "31", "1983"),
      chapter("dejonge2022", {"de Jonge, D."},
              "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy",
              "IJCAI 2022", "2022", kProceedings),
      chapter("endriss2006", {"Endriss, U."}, "Monotonic concession protocols for multilateral negotiation",
              "AAMAS 2006", "2006", kProceedings),
      article("faratin1998", {"Faratin, P.", "Sierra, C.", "Jennings, N. R."},
              "Negotiation decision functions for autonomous agents", "Robotics and Autonomous Systems", "24",
              "1998"),
      article("fearon1994", {"Fearon, J. D."},
              "Domestic political audiences and the escalation of international disputes",
              "American Political Science Review", "88", "1994"),
      article("fearon1997", {"Fearon, J. D."},
              "Signaling foreign policy interests: tying hands versus sinking costs",
              "Journal of Conflict Resolution", "41", "1997"),
      article("friedkin1990", {"Friedkin, N. E.", "Johnsen, E. C."}, "Social influence and opinions",
              "Journal of Mathematical Sociology", "15", "1990"),
      article("goddard2006", {"Goddard, S. E."},
              "Uncommon ground: indivisible territory and the politics of legitimacy",
              "International Organization", "60", "2006"),
      article("grimm2020", {"Grimm, V.", "Railsback, S. F.", "Vincenot, C. E.", "others"},
              "The ODD protocol for describing agent-based and other simulation models: a second update to "
              "improve clarity, replication, and structural realism",
              "Journal of Artificial Societies and Social Simulation", "23(2)", "2020"),
      article("harsanyi1956", {"Harsanyi, J. C."},
              "Approaches to the bargaining problem before and after the theory of games", "Econometrica",
              "24", "1956"),
      chapter("hindriks2008", {"Hindriks, K.", "Tykhonov, D."},
              "Opponent modelling in automated multi-issue negotiation using Bayesian learning", "AAMAS 2008",
              "2008", kProceedings),
      book("ikle1964", {"Iklé, F. C."}, "How Nations Negotiate", "1964"),
      article("jensen1953", {"Jensen, A."}, "Markoff chains as an aid in the study of Markoff processes",
              "Skandinavisk Aktuarietidskrift", "36", "1953"),
      article("kahneman1979", {"Kahneman, D.", "Tversky, A."},
              "Prospect theory: an analysis of decision under risk", "Econometrica", "47", "1979"),
      article("katz1953", {"Katz, L."}, "A new status index derived from sociometric analysis",
              "Psychometrika", "18", "1953"),
      article("klein2003", {"Klein, M.", "Faratin, P.", "Sayama, H.", "Bar-Yam, Y."},
              "Protocols for negotiating complex contracts", "IEEE Intelligent Systems", "18", "2003"),
      book("kydd2005", {"Kydd, A. H."}, "Trust and Mistrust in International Relations", "2005"),
      article("leventoglu2005", {"Leventoglu, B.", "Tarar, A."},
              "Prenegotiation public commitment in domestic and international bargaining",
              "American Political Science Review", "99", "2005"),
      article("mckelvey1995", {"McKelvey, R. D.", "Palfrey, T. R."},
              "Quantal response equilibria for normal form games", "Games and Economic Behavior", "10",
              "1995"),
      report("minka2001", Work::Kind::PhdThesis, {"Minka, T. P."},
             "A family of algorithms for approximate Bayesian inference", "MIT", "2001"),
      article("mueller1970", {"Mueller, J. E."}, "Presidential popularity from Truman to Johnson",
              "American Political Science Review", "64", "1970"),
      book("muthoo1999", {"Muthoo, A."}, "Bargaining Theory with Applications", "1999"),
      article("nash1950", {"Nash, J. F."}, "The bargaining problem", "Econometrica", "18", "1950"),
      article("nash1953", {"Nash, J."}, "Two-person cooperative games", "Econometrica", "21", "1953"),
      book("nelsen2006", {"Nelsen, R. B."}, "An Introduction to Copulas", "2006"),
      book("osgood1962", {"Osgood, C. E."}, "An Alternative to War or Surrender", "1962"),
      article("powell2006", {"Powell, R."}, "War as a commitment problem", "International Organization", "60",
              "2006"),
      article("putnam1988", {"Putnam, R. D."},
              "Diplomacy and domestic politics: the logic of two-level games", "International Organization",
              "42", "1988"),
      book("raiffa1982", {"Raiffa, H."}, "The Art and Science of Negotiation", "1982"),
      book("rosenschein1994", {"Rosenschein, J. S.", "Zlotkin, G."}, "Rules of Encounter", "1994"),
      article("rubinstein1982", {"Rubinstein, A."}, "Perfect equilibrium in a bargaining model",
              "Econometrica", "50", "1982"),
      chapter("salmon2011", {"Salmon, J. K.", "Moraes, M. A.", "Dror, R. O.", "Shaw, D. E."},
              "Parallel random numbers: as easy as 1, 2, 3", "SC11", "2011", kProceedings),
      chapter("scholz2011", {"Scholz, J. B.", "Calbert, G. J.", "Smith, G. A."},
              "Unravelling Bueno De Mesquita's group decision model", "ICAART 2011", "2011", kProceedings),
      article("shaked1984", {"Shaked, A.", "Sutton, J."},
              "Involuntary unemployment as a perfect equilibrium in a bargaining model", "Econometrica", "52",
              "1984"),
      book("stahl1972", {"Ståhl, I."}, "Bargaining Theory", "1972"),
      article("tollison1979", {"Tollison, R. D.", "Willett, T. D."},
              "An economic theory of mutually advantageous issue linkages in international negotiations",
              "International Organization", "33", "1979"),
      article("tversky1992", {"Tversky, A.", "Kahneman, D."},
              "Advances in prospect theory: cumulative representation of uncertainty",
              "Journal of Risk and Uncertainty", "5", "1992"),
      report("wise2015", Work::Kind::TechReport, {"Wise, B.", "Lester, L.", "Efird, B."},
             "An introduction to the KAPSARC Toolkit for Behavioral Analysis", "KAPSARC", "2015"),
      book("zeuthen1930", {"Zeuthen, F."}, "Problems of Monopoly and Economic Warfare", "1930"),
  };
  for (Work& work : works) work.literature = {short_name(work)};
  const auto with_doi = [&](std::string_view name, const char* doi) {
    std::ranges::find(works, name, &Work::name)->doi = doi;
  };
  with_doi("model:grimm2020", "10.18564/jasss.4259");
  with_doi("model:scholz2011", "10.5220/0003121500180030");
  return works;
}

}  // namespace

const std::vector<Work>& model_literature() {
  static const std::vector<Work> works = all_works();
  return works;
}

Inline cite(std::initializer_list<std::string_view> names) {
  std::string keys;
  std::string plain;
  for (const std::string_view name : names) {
    const std::string key = "model:" + std::string(name);
    const auto work = std::ranges::find(model_literature(), key, &Work::name);
    require(work != model_literature().end(), "a work of the model is cited by its name");
    keys += (keys.empty() ? "" : ",") + key;
    plain += (plain.empty() ? "" : "; ") + short_name(*work);
  }
  return {Inline::Kind::Citation, std::move(keys), std::move(plain)};
}

Prose cited_source(const std::vector<Work>& works, const std::string& source) {
  std::vector<const Work*> behind = works_behind(works, source);
  if (behind.empty()) behind = works_behind(model_literature(), source);
  if (behind.empty()) return source;
  std::string keys;
  std::string plain;
  for (const Work* work : behind) {
    keys += (keys.empty() ? "" : ",") + work->name;
    plain += (plain.empty() ? "" : "; ") + short_name(*work);
  }
  return {source + ' ', Inline(Inline::Kind::Citation, std::move(keys), std::move(plain))};
}

}  // namespace entente
