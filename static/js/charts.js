/* Draws each .chart from the table that it names. The table says everything; the chart is hidden from screen readers. */
"use strict";

(() => {
  const LABEL_ROOM = 0.42; // of the width, at most, for the names beside lying bars
  const GAP = 8;

  /* Labels and the first so many series as the table's body has them: a header cell and figures in every row. */
  function read(table, count) {
    const rows = [...table.tBodies[0].rows];
    const series = Array.from({ length: count }, (_one, index) =>
      rows.map((row) => Number(row.cells[index + 1].querySelector("data").value)));
    return { labels: rows.map((row) => row.cells[0].textContent.trim()), series };
  }

  /* The page's own colours and face, as they are just now. */
  function look() {
    const page = getComputedStyle(document.documentElement);
    const token = (name) => page.getPropertyValue(name).trim();
    return { accent: token("--accent"), paper: token("--paper"), ink: token("--ink-2"), line: token("--line"),
      font: `13px ${getComputedStyle(document.body).fontFamily}` };
  }

  const pen = document.createElement("canvas").getContext("2d");

  function widthOf(text, font) {
    pen.font = font;
    return pen.measureText(text).width;
  }

  function shortened(text, room, font) {
    if (widthOf(text, font) <= room) return text;
    let kept = text.length - 1;
    while (kept > 1 && widthOf(`${text.slice(0, kept)}…`, font) > room) kept -= 1;
    return `${text.slice(0, kept)}…`;
  }

  /* Side by side where there are two: the first filled, the second hollow, so that colour alone tells nothing. */
  function bars(count, style) {
    return Array.from({ length: count }, (_one, index) => ({
      stroke: style.accent,
      fill: index ? style.paper : style.accent,
      width: 1.5,
      points: { show: false },
      paths: uPlot.paths.bars({ size: [count > 1 ? 0.36 : 0.62, 44], align: count > 1 ? (index ? 1 : -1) : 0 }),
    }));
  }

  function options(data, isLying, width, height, style) {
    const { labels, series } = data;
    const last = labels.length - 1;
    const room = isLying ? width * LABEL_ROOM : width;
    const widest = Math.ceil(Math.max(...labels.map((label) => Math.min(widthOf(label, style.font), room))));
    const step = isLying ? 1 : Math.max(1, Math.ceil((labels.length * (widest + GAP)) / (width - 48)));
    const names = {
      scale: "x", side: isLying ? 3 : 2, font: style.font, stroke: style.ink, gap: GAP,
      size: isLying ? widest + 2 * GAP : 32,
      grid: { show: false }, ticks: { show: false },
      splits: () => labels.map((_label, index) => index),
      // The last one always: it may be what has no year, the highest bar of all.
      filter: (_plot, splits) => splits.map((index) =>
        (index === last || (index % step === 0 && last - index >= step) ? index : null)),
      values: (_plot, splits) => splits.map((index) => (index === null ? "" : shortened(labels[index], room, style.font))),
    };
    const figures = {
      scale: "y", side: isLying ? 2 : 3, font: style.font, stroke: style.ink, gap: GAP, size: isLying ? 32 : 48,
      grid: { stroke: style.line, width: 1 }, ticks: { show: false },
      incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000],
      space: isLying ? 56 : 40,
    };
    const most = Math.max(1, ...series.flat());
    // The last name stands under the middle of its bars; half of it may need more room than they leave.
    const beyond = isLying ? 0 : widthOf(labels[last], style.font) / 2 - (0.6 * (width - 48)) / (last + 1.2) + GAP;
    return {
      width, height,
      scales: {
        x: { time: false, ori: isLying ? 1 : 0, dir: isLying ? -1 : 1, range: [-0.6, last + 0.6] },
        y: { ori: isLying ? 0 : 1, dir: 1, range: [0, most * 1.05] },
      },
      axes: [names, figures],
      series: [{}, ...bars(series.length, style)],
      cursor: { show: false }, legend: { show: false }, padding: [GAP, Math.max(GAP * 2, Math.ceil(beyond)), 0, 0],
    };
  }

  class Chart {
    constructor(box) {
      this.box = box;
      this.isLying = box.dataset.shape === "bars";
      this.data = read(document.getElementById(box.dataset.table), Number(box.dataset.series));
      this.room = box.querySelector("svg"); // keeps the chart's place until it is drawn
      this.height = Number(this.room.getAttribute("height"));
    }

    draw() {
      const width = this.box.clientWidth;
      if (!width) return;
      const { data, isLying, height } = this;
      this.room.remove();
      this.plot?.destroy();
      const indexes = data.labels.map((_label, index) => index);
      this.plot = new uPlot(options(data, isLying, width, height, look()), [indexes, ...data.series], this.box);
      this.width = width;
    }
  }

  const charts = [...document.querySelectorAll(".chart")].map((box) => new Chart(box));
  const drawAll = () => charts.forEach((chart) => chart.draw());
  const resized = new ResizeObserver(() => charts.filter((chart) => chart.box.clientWidth !== chart.width)
    .forEach((chart) => chart.draw()));
  drawAll();
  charts.forEach((chart) => resized.observe(chart.box));
  for (const wish of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"]) {
    matchMedia(wish).addEventListener("change", drawAll);
  }
})();
