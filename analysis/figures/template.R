#!/usr/bin/env Rscript
# Three figures of a sweep in ggplot2, from the same files and with the same statistics as `entente figures`: a template
# for those who draw in R.
#
#   entente figures SWEEP.db --setting SETTING.db -o FOLDER
#   Rscript analysis/figures/template.R SWEEP.db SETTING.db FOLDER
#
# Writes outcome_shares, time_to_agreement and, of two parties, utility_plane as NAME.pdf (84 mm wide) with NAME.csv, the
# same columns as those of `entente figures`. The same files give the same bytes. Needs ggplot2 and RSQLite.

suppressPackageStartupMessages({
  library(ggplot2)
  library(DBI)
})

WIDTH <- 84 # mm
CONFIDENCE <- 0.95
# M. Okabe and K. Ito, Color Universal Design (2008); each colour has a shape of its own, for grey print.
BLUE <- "#0072B2"; VERMILION <- "#D55E00"; ORANGE <- "#E69F00"; GREEN <- "#009E73"; GREY <- "#767676"
PARTY_COLOURS <- c(BLUE, VERMILION, GREEN)
PARTY_SHAPES <- c(16, 17, 15)
CONCEPTS <- c(disagreement = "no agreement", egalitarian = "egalitarian", kalai_smorodinsky = "Kalai\u2013Smorodinsky",
              nash = "Nash", utilitarian = "utilitarian")

# ----- statistics ---------------------------------------------------------------------------------------------------

# Score interval of a share of independent runs (E. B. Wilson, JASA 22, 1927); where the event was never or always seen the
# exact one-sided bound. A matrix with the columns low and high.
wilson <- function(happened, runs) {
  z <- qnorm(0.5 + CONFIDENCE / 2)
  share <- happened / runs
  centre <- (share + z^2 / (2 * runs)) / (1 + z^2 / runs)
  half <- z / (1 + z^2 / runs) * sqrt(share * (1 - share) / runs + z^2 / (4 * runs^2))
  bound <- 1 - (1 - CONFIDENCE)^(1 / runs)
  low <- ifelse(happened == 0, 0, ifelse(happened == runs, 1 - bound, centre - half))
  high <- ifelse(happened == runs, 1, ifelse(happened == 0, bound, centre + half))
  cbind(low = low, high = high)
}

# Student's interval of a share over units (worlds, or randomisations), cut to 0 and 1; the exact bound over units where
# none, or all, show the event always.
over_units <- function(values) {
  n <- length(values)
  if (n < 2) return(c(NA, NA))
  bound <- 1 - (1 - CONFIDENCE)^(1 / n)
  if (all(values == 0)) return(c(0, bound))
  if (all(values == 1)) return(c(1 - bound, 1))
  half <- qt(0.5 + CONFIDENCE / 2, n - 1) * sd(values) / sqrt(n)
  c(max(0, mean(values) - half), min(1, mean(values) + half))
}

# What was drawn independently, as sim/experiment/estimates.cpp has it.
unit_of <- function(stated) {
  if (stated[["design"]] == "mc") return(if (as.integer(stated[["runs_per_world"]]) > 1) "world" else "run")
  if (stated[["design"]] %in% c("lhs", "sobol")) "randomisation" else "none"
}

# ----- data ---------------------------------------------------------------------------------------------------------

stated_in <- function(file, table) {
  rows <- dbGetQuery(file, sprintf("select name, value from %s where name <> 'scenario'", table))
  setNames(as.list(rows$value), rows$name)
}

outcome_shares <- function(result, stated, about) {
  rows <- dbGetQuery(result, "select e.outcome, o.title, happened, runs, share, low, high, method, world_low, world_high
                              from estimates e join outcomes o on o.outcome = e.outcome order by o.position")
  if (nrow(rows) == 0) stop("the sweep is unfinished: it has no table of estimates yet")
  rows$seen <- as.integer(rows$happened > 0)
  rows <- cbind(scenario = stated$scenario_name, label = about$title, rows)
  rows[rows$seen == 1 | rows$outcome != "other", ]
}

time_to_agreement <- function(result, stated, about) {
  horizon <- as.numeric(about$rounds) * as.numeric(about$round_years)
  unit <- unit_of(stated)
  by <- if (unit %in% c("world", "randomisation")) unit else "0"
  counts <- dbGetQuery(result, sprintf("select %s as unit, first_agreement as years, count(*) as runs from runs
                                        where status = 'done' group by 1, 2", by))
  times <- sort(unique(c(0, counts$years[!is.na(counts$years)], horizon)))
  runs <- tapply(counts$runs, counts$unit, sum)
  reached <- sapply(times, function(time) {
    own <- counts[!is.na(counts$years) & counts$years <= time, ]
    found <- tapply(own$runs, factor(own$unit, names(runs)), sum)
    ifelse(is.na(found), 0, found)
  })
  without <- as.vector(runs) - matrix(reached, nrow = length(runs))
  total <- colSums(without)
  ends <- if (unit == "run") {
    wilson(total, sum(runs))
  } else if (unit == "none") {
    cbind(low = rep(NA, length(times)), high = NA)
  } else {
    several <- if (unit == "world") runs > 1 else rep(TRUE, length(runs))
    t(apply(without[several, , drop = FALSE] / as.vector(runs)[several], 2, over_units))
  }
  # A limit of the share holds for what can only be smaller later, or was larger before.
  low <- if (unit == "none") ends[, 1] else rev(cummax(rev(ends[, 1])))
  high <- if (unit == "none") ends[, 2] else cummin(ends[, 2])
  data.frame(scenario = stated$scenario_name, label = about$title, years = times, without = total, runs = sum(runs),
             share = total / sum(runs), low = low, high = high, distance = 0, told = 1)
}

with_capital <- function(text) paste0(toupper(substr(text, 1, 1)), substring(text, 2))

# Packages and solutions; the offers of the run that is told are left to `entente figures`.
utility_plane <- function(setting, parties) {
  utilities <- sprintf("\"utility.%s\"", parties)
  packages <- dbGetQuery(setting, sprintf(
    "select 'package' as kind, null as name, n.title, package, outcome, zone, frontier, %s from packages p
     join names n on n.kind = 'outcome' and n.name = p.outcome order by package", paste(utilities, collapse = ", ")))
  points <- dbGetQuery(setting, sprintf(
    "select 'point' as kind, concept as name, '' as title, package, null as outcome, null as zone, null as frontier, %s
     from points where concept <> 'ideal' order by concept, tie", paste(utilities, collapse = ", ")))
  points$title <- CONCEPTS[points$name]
  rbind(packages, points)
}

# ----- drawing ------------------------------------------------------------------------------------------------------

look <- theme_classic(base_size = 7.5) +
  theme(axis.text = element_text(size = 7, colour = "black"), legend.text = element_text(size = 7), legend.title = element_blank(),
        legend.position = "top", legend.justification = "left", legend.key.height = unit(3, "mm"),
        legend.margin = margin(0, 0, 0, 0), axis.line = element_line(linewidth = 0.25), axis.ticks = element_line(linewidth = 0.25),
        panel.grid.major.x = element_line(colour = "#E5E5E5", linewidth = 0.2), plot.margin = margin(4, 10, 2, 2))

percent <- function(share) sub("-", "\u2212", format(100 * share, trim = TRUE, drop0trailing = TRUE))
true_minus <- function(value) sub("-", "\u2212", format(value, trim = TRUE, drop0trailing = TRUE))
lines_of <- function(text, characters) vapply(text, function(one) paste(strwrap(one, characters), collapse = "\n"), "")

draw_shares <- function(rows) {
  rows$title <- factor(lines_of(rows$title, 26), rev(unique(lines_of(rows$title, 26))))
  ggplot(rows, aes(share, title)) +
    geom_linerange(aes(xmin = world_low, xmax = world_high), colour = GREY, linewidth = 0.25, na.rm = TRUE) +
    geom_linerange(aes(xmin = low, xmax = high), colour = BLUE, linewidth = 0.6, na.rm = TRUE) +
    geom_point(aes(shape = seen == 1), colour = BLUE, fill = "white", size = 1.6) +
    scale_shape_manual(values = c("TRUE" = 16, "FALSE" = 21), guide = "none") +
    scale_x_continuous("Share of runs (%)", labels = percent, limits = c(0, NA)) + labs(y = NULL) + look
}

draw_time <- function(rows) {
  # A band of steps: each limit holds up to the next time.
  steps <- rbind(rows, transform(rows[-nrow(rows), ], years = rows$years[-1]))
  steps <- steps[order(steps$years, -steps$share), ]
  ggplot(rows, aes(years, share)) +
    geom_ribbon(data = steps, aes(ymin = low, ymax = high), fill = "#D9D9D9", na.rm = TRUE) +
    geom_step(linewidth = 0.5) +
    scale_y_continuous("Runs without agreement (%)", labels = percent, limits = c(0, NA), expand = expansion(c(0, 0.05))) +
    scale_x_continuous("Years since the start", expand = expansion(0)) + look
}

draw_plane <- function(rows, parties, titles) {
  xy <- sprintf("utility.%s", parties)
  rows$x <- rows[[xy[1]]]
  rows$y <- rows[[xy[2]]]
  cloud <- rows[rows$kind == "package", ]
  frontier <- cloud[cloud$frontier == 1, ]
  points <- rows[rows$kind == "point", ]
  ggplot(mapping = aes(x, y)) +
    geom_point(data = cloud, aes(colour = zone == 1), size = 0.35) +
    geom_line(data = frontier[order(frontier$x), ], linewidth = 0.3) +
    geom_point(data = points, aes(shape = title), size = 1.9, stroke = 0.5, fill = ORANGE) +
    scale_colour_manual(values = c("TRUE" = BLUE, "FALSE" = "#BDBDBD"), labels = c("TRUE" = "zone of agreement", "FALSE" = "outside it")) +
    scale_shape_manual(values = setNames(c(4, 22, 24, 21, 23), CONCEPTS)) +
    scale_x_continuous(paste0(titles[1], ": utility (per year)"), labels = true_minus) +
    scale_y_continuous(paste0(titles[2], ": utility (per year)"), labels = true_minus) +
    guides(colour = guide_legend(override.aes = list(size = 1.5)), shape = guide_legend(ncol = 2)) + look +
    theme(legend.box = "vertical", legend.box.just = "left", legend.spacing.y = unit(0, "mm"))
}

# Writes a figure and its data. Cairo embeds the fonts; the date that it notes is overwritten, so that bytes are the same.
write_figure <- function(folder, name, rows, drawn, height) {
  write.csv(rows, file.path(folder, paste0(name, ".csv")), row.names = FALSE, na = "")
  path <- file.path(folder, paste0(name, ".pdf"))
  cairo_pdf(path, width = WIDTH / 25.4, height = height / 25.4, family = "DejaVu Sans")
  print(drawn)
  invisible(dev.off())
  bytes <- readBin(path, "raw", file.size(path))
  for (at in grepRaw("Date \\(D:[0-9]{14}", bytes, all = TRUE)) bytes[at + 8:21] <- charToRaw("19700101000000")
  writeBin(bytes, path)
  cat(name, "\n", sep = "")
}

main <- function(arguments) {
  if (length(arguments) != 3) stop("usage: Rscript template.R SWEEP.db SETTING.db FOLDER", call. = FALSE)
  for (file in arguments[1:2]) if (!file.exists(file)) stop(file, ": is not there", call. = FALSE)
  result <- dbConnect(RSQLite::SQLite(), arguments[1], flags = RSQLite::SQLITE_RO)
  setting <- dbConnect(RSQLite::SQLite(), arguments[2], flags = RSQLite::SQLITE_RO)
  if (!dbExistsTable(result, "sweep")) stop(arguments[1], ": is not the result file of a sweep", call. = FALSE)
  stated <- stated_in(result, "sweep")
  about <- stated_in(setting, "setting")
  folder <- arguments[3]
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)

  shares <- outcome_shares(result, stated, about)
  write_figure(folder, "outcome_shares", shares, draw_shares(shares), 14 + 6.5 * nrow(shares))
  time <- time_to_agreement(result, stated, about)
  write_figure(folder, "time_to_agreement", time, draw_time(time), 50)
  actors <- dbGetQuery(setting, "select actor, title from actors where party = 1 order by position")
  if (nrow(actors) == 2 && dbExistsTable(setting, "packages")) {
    plane <- utility_plane(setting, actors$actor)
    write_figure(folder, "utility_plane", plane, draw_plane(plane, actors$actor, actors$title), 92)
  } else {
    message("utility_plane: left out: is drawn of two parties")
  }
  dbDisconnect(result)
  dbDisconnect(setting)
}

main(commandArgs(trailingOnly = TRUE))
