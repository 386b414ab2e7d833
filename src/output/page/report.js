// Draws the figures of a page. What comes from the Hub is data of a specification, or textContent; never markup,
// an expression or an address.
(function () {
    "use strict";

    const vega = hubmineVega();
    const templates = JSON.parse(document.getElementById("templates").textContent);
    const FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif";
    const COLOURS = 8;
    const GAP = 28;
    const BESIDE = 12; // between where lines end and their names
    const colour = (index) => `var(--c${(index % COLOURS) + 1})`;

    // ------------------------------------------------------------ words and numbers

    // What the analyses call what they count.
    const WORDS = { n_likes: "likes", n_downloads: "downloads", n_commits: "commits", n_committers: "committers",
        n_discussions: "discussions", n_disc_starters: "starters", n_community: "community", n_usage_spaces: "uses by spaces",
        downloads_all_time: "downloads ever" };

    function named(value) {
        if (value === null || value === "") {
            return "(none)";
        }
        return Object.hasOwn(WORDS, value) ? WORDS[value] : String(value);
    }

    // What the figure says is shown for a value of a column.
    function worded(value, slot) {
        const text = value === null ? "" : String(value);
        return slot.words && Object.hasOwn(slot.words, text) ? slot.words[text] : value;
    }

    function brief(value) {
        const sizes = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e4, "k"]];
        const size = sizes.find(([least]) => Math.abs(value) >= least);
        if (size) {
            const unit = size[1] === "k" ? 1e3 : size[0];
            return Number((value / unit).toPrecision(3)) + size[1];
        }
        return Number(value.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 3 });
    }

    function told(value, slot) {
        if (typeof value !== "number") {
            return named(value);
        }
        if (slot.unit === "share") {
            const percent = 100 * value;
            return value > 0 && percent < 0.01 ? "< 0.01 %" : Number(percent.toPrecision(3)) + " %";
        }
        if (slot.type === "integer" && slot.unit === "" && Math.abs(value) < 10000) {
            return String(value);
        }
        return brief(value) + (slot.unit === "bytes" ? "B" : slot.unit === "days" ? " days" : "");
    }

    // "2024", "2024-03", "2024-Q1", "2024-W05", "2024-03-02" as a moment.
    function moment(text) {
        const parts = /^(\d{4})(?:-(?:Q(\d)|W(\d\d)|(\d\d)(?:-(\d\d))?))?/.exec(text);
        if (!parts) {
            return NaN;
        }
        const [, year, quarter, week, month, day] = parts.map(Number);
        if (week) {
            return Date.UTC(year, 0, 1 + 7 * (week - 1));
        }
        return Date.UTC(year, quarter ? 3 * (quarter - 1) : (month || 1) - 1, day || 1);
    }

    const pen = document.createElement("canvas").getContext("2d");
    function widest(texts, size) {
        pen.font = `${size}px ${FONT}`;
        return Math.max(0, ...texts.map((text) => pen.measureText(text).width));
    }

    const distinct = (values) => Array.from(new Set(values));

    // ------------------------------------------------------------ what a figure is

    function read(element) {
        const facts = JSON.parse(element.querySelector("script").textContent);
        const slots = {};
        facts.slots.forEach((slot, index) => { slots[slot.as] = Object.assign({ index }, slot); });
        const at = (row, as) => (slots[as] ? worded(row[slots[as].index], slots[as]) : null);
        const isMap = facts.chart === "map" || facts.chart === "calendar";
        const rows = facts.rows.map((row) => ({
            p: named(at(row, "p")), x: at(row, "x"), y: at(row, "y"), l: at(row, "l"), h: at(row, "h"),
            c: slots.c && !isMap ? named(at(row, "c")) : at(row, "c"),
            tip: facts.slots.map((slot, index) => `${slot.name}: ${told(worded(row[index], slot), slot)}`).join("\n"),
        }));
        // A colour that only says again which picture it is says nothing.
        if (!isMap && (!slots.c || (slots.p && slots.c.name === slots.p.name))) {
            rows.forEach((row) => { row.c = ""; });
        }
        const series = isMap ? [""] : distinct(rows.map((row) => row.c));
        return { element, facts, slots, rows, series, template: templateOf(facts.chart, slots),
            panels: slots.p ? distinct(rows.map((row) => row.p)) : [""] };
    }

    const isNumeric = (slot) => slot.scale === "linear" || slot.scale === "log";

    function templateOf(chart, slots) {
        if (chart === "bars" || chart === "stacked") {
            const lies = !isNumeric(slots.y);
            return lies ? chart : "columns";
        }
        if (chart === "lines" || chart === "steps") {
            return "lines";
        }
        return chart === "points" && !isNumeric(slots.y) ? "dots" : chart;
    }

    // ------------------------------------------------------------ axes

    // How a template writes the numbers along an axis: an expression of its own making.
    function writing(slot, high, scale) {
        const signs = (specifier) => `replace(format(datum.value, '${specifier}'), 'G', 'B')`;
        const orNought = (expression) => `datum.value === 0 ? '0' : ${expression}`;
        if (slot.unit === "share") {
            return "format(datum.value, '~%')";
        }
        if (slot.unit === "bytes") {
            return orNought("format(datum.value, '~s') + 'B'");
        }
        if (high >= 10000 || (scale === "log" && high >= 1000)) {
            return orNought(signs("~s"));
        }
        return slot.type === "integer" && slot.unit === "" ? "format(datum.value, 'd')" : "format(datum.value, ',~r')";
    }

    // Round values of a logarithmic axis, so many as there is room for.
    function roundValues(low, high, most) {
        const from = Math.floor(Math.log10(low));
        const to = Math.ceil(Math.log10(high));
        for (const digits of [[1, 2, 5], [1, 3], [1]]) {
            const values = [];
            for (let power = from; power <= to; power++) {
                digits.forEach((digit) => values.push(Number(`${digit}e${power}`)));
            }
            const inside = values.filter((value) => value >= low * 0.999 && value <= high * 1.001);
            if (inside.length <= most && inside.length > 1) {
                return inside;
            }
            if (digits.length === 1 && inside.length > most) {
                const step = Math.ceil(inside.length / most);
                return inside.filter((_, index) => index % step === 0);
            }
        }
        const step = Number((10 ** Math.floor(Math.log10((high - low) || high))).toPrecision(1));
        return Array.from({ length: 12 }, (_, index) => Math.ceil(low / step) * step + index * step)
            .filter((value) => value <= high);
    }

    // Less than a tenfold of a logarithmic axis would make much of little; no share is more than all.
    function wholeTenfold(low, high, share) {
        const from = Math.floor(Math.log10(low));
        const to = Math.ceil(Math.log10(high));
        return from < to ? [10 ** from, 10 ** to] : share ? [10 ** (to - 1), 10 ** to] : [10 ** from, 10 ** (from + 1)];
    }

    function domainOf(values, scale, fromZero, { reach, unit }) {
        const share = unit === "share";
        let low = Math.min(...values);
        let high = Math.max(...values);
        if (scale === "log") {
            return high < 10 * low ? wholeTenfold(low, high, share) : [low, high];
        }
        if (reach) {
            const far = Math.max(reach, -low, high);
            return [-far, far];
        }
        if (fromZero) {
            low = Math.min(0, low);
            high = Math.max(0, high);
        }
        if (low < high) {
            return [low, high];
        }
        return scale === "utc" ? [low - 30 * 864e5, high + 30 * 864e5] : fromZero ? [0, 1] : [low - 1, high + 1];
    }

    // The parameters of a template that lay out one axis of numbers or of time.
    function axis(name, slot, values, room, fromZero) {
        const scale = slot.scale === "time" ? "utc" : slot.scale;
        const domain = domainOf(values, scale, fromZero, slot);
        const whole = slot.type === "integer" && scale === "linear";
        const ticks = Math.max(2, Math.round(room / (name === "x" ? 64 : 40)));
        return {
            [`${name}.scale`]: scale, [`${name}.domain`]: domain, [`${name}.title`]: slot.title,
            [`${name}.nice`]: scale === "linear" && fromZero, [`${name}.step`]: whole ? 1 : undefined,
            [`${name}.ticks`]: Math.max(2, Math.round(room / (name === "x" ? 80 : 45))),
            [`${name}.values`]: scale === "log" ? roundValues(domain[0], domain[1], ticks) : undefined,
            [`${name}.label`]: scale === "utc" ? "datum.label" : writing(slot, domain[1], scale),
        };
    }

    function fill(template, values) {
        if (typeof template === "string") {
            return template.startsWith("$") ? values[template.slice(1)] : template;
        }
        if (Array.isArray(template)) {
            return template.map((one) => fill(one, values));
        }
        if (template === null || typeof template !== "object") {
            return template;
        }
        const filled = {};
        for (const [key, value] of Object.entries(template)) {
            const made = fill(value, values);
            if (made !== undefined) {
                filled[key] = made;
            }
        }
        return filled;
    }

    // ------------------------------------------------------------ one picture

    // Where there are more than colours, each picture has a key of its own.
    const hasOwnKeys = (figure) => figure.series.length > COLOURS;
    const seriesOf = (figure, rows) => (hasOwnKeys(figure) ? figure.series.filter((one) => rows.some((row) => row.c === one))
        : figure.series);

    const padded = (left, right, top, bottom) => ({ left, right, top, bottom });

    function common(figure, rows, width, height, padding) {
        const time = figure.slots.x.scale === "time";
        const marks = figure.facts.marks.map((mark) => ({ title: mark.title, v: time ? moment(mark.at) : Number(mark.at) }));
        const series = seriesOf(figure, rows);
        return {
            rows, marks, width: Math.max(40, width - padding.left - padding.right), height, padding, font: FONT,
            series, colours: series.map((_, index) => colour(index)), "y.title": figure.slots.y.title,
            "y.at": -padding.left,
        };
    }

    const namesRoom = (names, width) => Math.min(Math.ceil(widest(names, 11)) + 8, Math.round(0.44 * width));

    // Bars, grouped bars and stacked bars that lie: names on the left.
    function lying(figure, rows, width) {
        const stacked = figure.template === "stacked";
        const names = distinct(rows.map((row) => named(row.y)));
        const series = figure.series.filter((one) => rows.some((row) => row.c === one));
        const several = !stacked && rows.length > distinct(rows.map((row) => `${named(row.y)}\u001f`)).length;
        const inner = several ? series : ["all"];
        const left = namesRoom(names, width);
        const isLog = figure.slots.x.scale === "log";
        const sums = new Map();
        rows.forEach((row) => { sums.set(row.y, (stacked && sums.get(row.y) || 0) + row.x); });
        const values = stacked ? Array.from(sums.values()) : rows.map((row) => row.x);
        const inside = width - left - 50;
        const x = axis("x", figure.slots.x, isLog ? values.concat(Math.min(...values) / 2) : values, inside, true);
        const thin = several && series.length > 3;
        const height = names.length * (several ? inner.length * (thin ? 8 : 11) + 8 : 21) + 4;
        const shown = rows.map((row) => ({
            ...row, y: named(row.y), i: several ? row.c : "all", order: figure.series.indexOf(row.c),
            x0: isLog ? x["x.domain"][0] : 0, label: thin ? "" : told(row.x, figure.slots.x),
            shift: row.x < 0 ? -4 : 4, align: row.x < 0 ? "right" : "left",
        }));
        return { ...common(figure, shown, width, height, padded(left, stacked ? 16 : 50, 6, 34)), ...x, names, inner,
            gap: several ? 0.18 : 0.25, "names.limit": left - 6 };
    }

    const inOrder = (slot, values) => (slot.scale === "names" ? values
        : isNumeric(slot) ? values.sort((a, b) => a - b) : values.sort());

    function standing(figure, rows, width) {
        const slot = figure.slots.x;
        const names = inOrder(slot, distinct(rows.map((row) => (isNumeric(slot) ? row.x : named(row.x))))).map(String);
        const sums = new Map();
        rows.forEach((row) => { sums.set(row.x, (sums.get(row.x) || 0) + row.y); });
        const y = axis("y", figure.slots.y, Array.from(sums.values()), 190, true);
        const room = (width - 60) / names.length;
        const turned = slot.scale === "names" && widest(names, 11) > room - 6;
        const labelled = figure.series.length === 1 && room > 34 && names.length < 14;
        const shown = rows.map((row) => ({ ...row, x: String(isNumeric(slot) ? row.x : named(row.x)),
            order: figure.series.indexOf(row.c), label: labelled ? told(row.y, figure.slots.y) : "" }));
        const bottom = turned ? Math.min(110, widest(names, 11)) * 0.71 + 34 : 40;
        const filled = { ...common(figure, shown, width, 190, padded(46, 10, 26, bottom)), ...y, names,
            "x.title": slot.title, "x.angle": turned ? -45 : 0, "x.align": turned ? "right" : "center",
            "x.baseline": turned ? "middle" : "top", "x.overlap": turned && room > 14 ? false : "greedy" };
        filled.marks = [];
        return filled;
    }

    function place(slot, value) {
        return slot.scale === "time" ? moment(named(value)) : value;
    }

    function lines(figure, rows, width) {
        const slot = figure.slots.x;
        const series = figure.series.filter((one) => rows.some((row) => row.c === one));
        const room = widest(series, 11) + BESIDE + 14;
        const direct = figure.direct && series.length > 1;
        const right = direct ? Math.min(room, 0.36 * width) : 16;
        const shown = rows.map((row) => ({ ...row, x: place(slot, row.x) })).filter((row) => !Number.isNaN(row.x))
            .sort((a, b) => a.x - b.x);
        const marks = figure.facts.marks.map((mark) => place(slot, slot.scale === "time" ? mark.at : Number(mark.at)));
        const inside = width - 46 - right;
        const filled = { ...common(figure, shown, width, 220, padded(46, right, 26, 36)),
            diagonal: figure.facts.diagonal ? [{ v: 0 }, { v: 1 }] : [],
            ...axis("x", slot, shown.map((row) => row.x).concat(marks), inside, false),
            ...axis("y", figure.slots.y, (figure.slots.y.unit === "share" ? figure.rows : shown).map((row) => row.y), 220,
                figure.slots.y.scale === "linear"),
            interpolate: figure.facts.chart === "steps" ? "step-before" : "linear",
            dot: figure.facts.chart === "steps" || shown.length / Math.max(1, series.length) > 40 ? 0 : 14, ends: [], "ends.limit": right - BESIDE - 4 };
        if (slot.scale === "linear" && slot.unit === "") {
            filled["x.step"] = slot.type === "integer" ? 1 : undefined;
        }
        return filled;
    }

    // A name at the end of each line, one below the other.
    function endsOf(view, figure, rows, height) {
        const ends = [];
        for (const one of seriesOf(figure, rows)) {
            const last = rows.filter((row) => row.c === one).pop();
            if (last) {
                const y0 = view.scale("y")(last.y);
                ends.push({ c: one, text: one, x0: view.scale("x")(last.x), y0, y: y0, x: view.width() + BESIDE });
            }
        }
        ends.sort((a, b) => a.y - b.y);
        ends.forEach((end, index) => {
            end.y = Math.max(end.y, index === 0 ? 5 : ends[index - 1].y + 14);
        });
        for (let index = ends.length - 1; index >= 0; index--) {
            const below = index === ends.length - 1 ? height : ends[index + 1].y - 14;
            ends[index].y = Math.min(ends[index].y, below);
        }
        return ends;
    }

    function points(figure, rows, width) {
        const both = rows.map((row) => row.x).concat(rows.map((row) => row.y));
        const range = figure.facts.diagonal ? [Math.min(...both), Math.max(...both)] : [];
        const xs = figure.facts.diagonal ? both : rows.map((row) => row.x);
        const ys = figure.facts.diagonal ? both : rows.map((row) => row.y);
        const inside = width - 62;
        return { ...common(figure, rows, width, 260, padded(46, 16, 26, 36)),
            ...axis("x", figure.slots.x, xs, inside, figure.slots.x.scale === "linear"),
            ...axis("y", figure.slots.y, ys, 260, figure.slots.y.scale === "linear"), diagonal: range.map((v) => ({ v })) };
    }

    function dots(figure, rows, width) {
        const names = distinct(rows.map((row) => named(row.y)));
        const series = figure.series.filter((one) => rows.some((row) => row.c === one));
        const left = namesRoom(names, width);
        const values = rows.flatMap((row) => [row.x, row.l === null ? row.x : row.l, row.h === null ? row.x : row.h])
            .concat(figure.facts.marks.map((mark) => Number(mark.at)));
        const shown = rows.map((row) => ({ ...row, y: named(row.y), i: row.c, l: row.l === null ? row.x : row.l,
            h: row.h === null ? row.x : row.h }));
        const height = names.length * Math.max(20, series.length * 11 + 6) + 4;
        return { ...common(figure, shown, width, height, padded(left, 20, figure.facts.marks.length ? 18 : 6, 34)),
            ...axis("x", figure.slots.x, values, width - left - 20, false), names, inner: series, dot: 40,
            "x.nice": true, "names.limit": left - 6 };
    }

    function map(figure, rows, width) {
        const MOST = 36;
        const names = inOrder(figure.slots.y, distinct(rows.map((row) => (isNumeric(figure.slots.y) ? row.y : named(row.y)))))
            .map(String).slice(figure.slots.y.scale === "time" ? -MOST : 0);
        const columns = inOrder(figure.slots.x, distinct(rows.map((row) => (isNumeric(figure.slots.x) ? row.x : named(row.x)))))
            .map(String).slice(figure.slots.x.scale === "time" ? -MOST : 0);
        const left = Math.min(namesRoom(names, width), 0.32 * width);
        const room = Math.min(64, (width - left - 10) / columns.length);
        const isCorrelation = figure.slots.c.type === "real" && figure.slots.c.unit === "";
        const most = Math.max(isCorrelation ? 1 : 0, ...rows.map((row) => Math.abs(row.c))) || 1;
        const shown = rows.map((row) => ({ ...row, x: String(named(row.x)), y: String(named(row.y)),
            strength: 0.06 + 0.84 * Math.abs(row.c) / most, fill: row.c < 0 ? "var(--minus)" : "var(--c1)",
            label: room > 30 ? cellText(row.c, figure.slots.c) : "" }))
            .filter((row) => names.includes(row.y) && columns.includes(row.x));
        const turned = widest(columns, 11) > room - 4;
        const bottom = turned ? Math.min(110, widest(columns, 11)) * 0.71 + 34 : 40;
        const used = Math.ceil(left + room * columns.length + 10);
        return { ...common(figure, shown, Math.min(width, used), names.length * 22, padded(left, 10, 6, bottom)), names, columns,
            "names.limit": left - 6, "x.title": figure.slots.x.title, "x.angle": turned ? -45 : 0,
            "x.align": turned ? "right" : "center", "x.baseline": turned ? "middle" : "top", "x.overlap": turned ? false : "greedy" };
    }

    function cellText(value, slot) {
        if (slot.unit === "share") {
            return `${Math.round(100 * value)} %`;
        }
        return slot.type === "real" ? value.toFixed(2).replace(/^-(0\.00)$/, "$1") : brief(value);
    }

    // A year of days: 53 weeks beside each other, Monday above.
    function calendar(figure, rows, width) {
        const DAY = 864e5;
        const last = Math.max(...figure.rows.map((row) => moment(row.x)));
        const monday = (time) => time - ((new Date(time).getUTCDay() + 6) % 7) * DAY;
        const first = monday(last) - 52 * 7 * DAY;
        const cell = (time) => ({ week: Math.floor((time - first) / (7 * DAY)), day: Math.round((time - first) / DAY) % 7 });
        const most = Math.max(...figure.rows.map((row) => row.c)) || 1;
        const days = [];
        const months = [];
        for (let time = first; time <= last; time += DAY) {
            days.push(cell(time));
            const date = new Date(time);
            const week = cell(time).week;
            if (date.getUTCDate() === 1 && week < 51 && (months.length === 0 || week - months[months.length - 1].week > 2)) {
                months.push({ week, text: date.toLocaleString("en", { month: "short", timeZone: "UTC" }) });
            }
        }
        const shown = rows.filter((row) => moment(row.x) >= first)
            .map((row) => ({ ...row, ...cell(moment(row.x)), strength: 0.25 + 0.75 * (row.c - 1) / Math.max(1, most - 1) }));
        const room = Math.min(14, (width - 34) / 53);
        return { ...common(figure, shown, Math.ceil(34 + 53 * room), 7 * room, padded(30, 4, 18, 4)), days,
            months: room < 7 ? months.filter((_, index) => index % 2 === 0) : months,
            weekdays: room < 8 ? [] : [{ day: 0, text: "Mon" }, { day: 2, text: "Wed" }, { day: 4, text: "Fri" }],
            weeks: Array.from({ length: 53 }, (_, week) => week) };
    }

    const layouts = { bars: lying, stacked: lying, columns: standing, lines, points, dots, map, calendar };
    const leastWidth = { bars: 360, stacked: 360, columns: 300, lines: 310, points: 310, dots: 360, map: 320, calendar: 600 };
    const mostWidth = { bars: 760, stacked: 760, columns: 760, lines: 760, points: 620, dots: 760, map: 900, calendar: 900 };

    function draw(figure, rows, width, target) {
        const filled = layouts[figure.template](figure, rows, width);
        const spec = fill(templates[figure.template], filled);
        const view = new vega.View(vega.parse(spec, {}, { ast: true }),
            { renderer: "svg", container: target, expr: vega.interpreter, hover: false });
        view.run();
        if (figure.template === "lines" && figure.direct && filled["ends.limit"] > 10) {
            view.data("ends", endsOf(view, figure, filled.rows, filled.height)).run();
        }
        return view;
    }

    // ------------------------------------------------------------ all pictures of a figure

    const make = (name, text, kind) => {
        const element = document.createElement(name);
        element.className = kind || "";
        element.textContent = text || "";
        return element;
    };

    function keyOf(series, slot) {
        const key = make("div", "", "legend");
        key.append(make("span", `${slot.title}: `, "name"));
        series.forEach((one, index) => {
            const entry = make("span", "", "one");
            entry.append(make("i", "", `swatch c${(index % COLOURS) + 1}`),
                make("span", slot.type === "text" || slot.words ? one : `${slot.title} = ${one}`));
            key.append(entry);
        });
        return key;
    }

    // Names along an axis need no key to say them again.
    const saysAgain = (figure) => [figure.slots.x, figure.slots.y].some((slot) => slot.name === figure.slots.c?.name);
    const needsKey = (figure) => !figure.direct && figure.series.length > 1 && !saysAgain(figure);

    function legend(figure) {
        figure.element.querySelectorAll(".legend").forEach((old) => old.remove());
        if (needsKey(figure) && !hasOwnKeys(figure)) {
            figure.element.querySelector(".panels").before(keyOf(figure.series, figure.slots.c));
        }
    }

    function heading(figure, panel) {
        if (figure.panels.length === 1 && panel === "(none)") {
            return "";
        }
        const slot = figure.slots.p;
        return slot.type === "text" ? (slot.title ? `${slot.title}: ${panel}` : panel) : `${slot.title || slot.name} = ${panel}`;
    }

    const roomOf = (figure) => Math.floor(figure.element.querySelector(".panels").clientWidth);

    function show(figure) {
        const place = figure.element.querySelector(".panels");
        const room = roomOf(figure);
        const least = leastWidth[figure.template];
        const fitting = Math.max(1, Math.min(figure.panels.length, Math.floor((room + GAP) / (least + GAP))));
        // As many in each row as can be: four are two and two, not three and one.
        const across = Math.ceil(figure.panels.length / Math.ceil(figure.panels.length / fitting));
        const width = Math.min(mostWidth[figure.template], Math.floor((room - GAP * (across - 1)) / across));
        figure.direct = figure.template === "lines" && figure.series.length > 1
            && widest(figure.series, 11) + BESIDE + 14 < 0.36 * width;
        legend(figure);
        (figure.views || []).forEach((view) => view.finalize());
        place.replaceChildren();
        place.style.setProperty("--across", across);
        figure.views = figure.panels.map((panel) => {
            const box = make("div", "", "panel");
            const rows = figure.rows.filter((row) => row.p === panel || !figure.slots.p);
            if (figure.slots.p && heading(figure, panel)) {
                box.append(make("h4", heading(figure, panel)));
            }
            if (needsKey(figure) && hasOwnKeys(figure)) {
                box.append(keyOf(seriesOf(figure, rows), figure.slots.c));
            }
            const target = make("div", "", "plot");
            box.append(target);
            place.append(box);
            return draw(figure, rows, width, target);
        });
        figure.drawnAt = room;
    }

    function attempt(figure) {
        try {
            show(figure);
        } catch (problem) {
            console.error(`${figure.element.id}: ${problem.stack}`);
            figure.element.querySelector(".panels").replaceChildren(make("p", "This figure could not be drawn.", "note"));
        }
    }

    // ------------------------------------------------------------ to take away

    function offer(name, blob) {
        const link = make("a");
        link.href = URL.createObjectURL(blob);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    // As a spreadsheet reads it; a text that it would run gets an apostrophe.
    function csv(figure) {
        const cell = (value) => {
            const text = value === null ? "" : String(value);
            const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
            return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
        };
        const lines = [figure.facts.slots.map((slot) => cell(slot.name))]
            .concat(figure.facts.rows.map((row) => row.map(cell)));
        return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
    }

    const SVG = "http://www.w3.org/2000/svg";
    function drawnText(text, x, y, size, weight) {
        const element = document.createElementNS(SVG, "text");
        const set = { x, y, "font-size": size, "font-weight": weight, "font-family": FONT, fill: "var(--ink)" };
        Object.entries(set).forEach(([name, value]) => element.setAttribute(name, value));
        element.textContent = text;
        return element;
    }

    function drawnBox(x, y, width, height, paint) {
        const box = document.createElementNS(SVG, "rect");
        const set = { x, y, width, height, fill: paint };
        Object.entries(set).forEach(([name, value]) => box.setAttribute(name, value));
        return box;
    }

    // The title, the key and all pictures as one, in the colours that are seen.
    function picture(figure) {
        const frame = figure.element.querySelector(".panels").getBoundingClientRect();
        const keys = Array.from(figure.element.querySelectorAll(".legend .one"));
        const top = keys.length ? 62 : 40;
        const whole = document.createElementNS(SVG, "svg");
        const width = Math.ceil(frame.width) + 20;
        const height = Math.ceil(frame.height) + top + 10;
        whole.setAttribute("xmlns", SVG);
        whole.setAttribute("width", width);
        whole.setAttribute("height", height);
        whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
        whole.append(drawnBox(0, 0, width, height, "var(--paper)"), drawnText(figure.facts.title, 10, 24, 15, 600));
        let at = 10;
        keys.forEach((key) => {
            const index = Number(/c(\d)/.exec(key.firstChild.className)[1]) - 1;
            whole.append(drawnBox(at, 42, 10, 10, colour(index)), drawnText(key.textContent, at + 14, 51, 11, 400));
            at += 30 + widest([key.textContent], 11);
        });
        figure.element.querySelectorAll(".panel").forEach((panel) => {
            const svg = panel.querySelector("svg");
            const place = svg.getBoundingClientRect();
            const copy = svg.cloneNode(true);
            copy.setAttribute("x", place.left - frame.left + 10);
            copy.setAttribute("y", place.top - frame.top + top);
            const name = panel.querySelector("h4");
            if (name) {
                whole.append(drawnText(name.textContent, place.left - frame.left + 10, place.top - frame.top + top - 8, 12, 600));
            }
            whole.append(copy);
        });
        const style = getComputedStyle(document.documentElement);
        const text = new XMLSerializer().serializeToString(whole)
            .replace(/var\((--[a-z0-9]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
        return { text, width, height };
    }

    const takers = {
        csv: (figure, name) => offer(`${name}.csv`, new Blob([csv(figure)], { type: "text/csv" })),
        svg: (figure, name) => offer(`${name}.svg`, new Blob([picture(figure).text], { type: "image/svg+xml" })),
        png: (figure, name) => {
            const drawn = picture(figure);
            const image = new Image();
            image.onload = () => {
                const canvas = document.createElement("canvas");
                canvas.width = 2 * drawn.width;
                canvas.height = 2 * drawn.height;
                canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
                canvas.toBlob((blob) => offer(`${name}.png`, blob), "image/png");
            };
            image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.text)}`;
        },
    };

    // ------------------------------------------------------------ the page

    // The page does not know when it is read; whoever opens it does.
    document.querySelectorAll("[data-since]").forEach((element) => {
        const days = Math.floor((Date.now() - Date.parse(element.dataset.since)) / 864e5);
        if (days > 0) {
            element.append(` This page was opened ${days.toLocaleString("en")} ${days === 1 ? "day" : "days"} later.`);
        }
    });

    const figures = Array.from(document.querySelectorAll("figure.drawn"), read);
    figures.forEach((figure) => {
        figure.element.querySelectorAll("button").forEach((button) => {
            button.addEventListener("click", () => takers[button.dataset.as](figure, figure.element.id));
        });
    });

    // One after the other, so that the page can be read meanwhile.
    function drawNext(left) {
        if (left.length === 0) {
            document.documentElement.dataset.drawn = "yes";
            document.documentElement.dataset.drawnFor = window.innerWidth;
            return;
        }
        attempt(left[0]);
        setTimeout(() => drawNext(left.slice(1)), 0);
    }
    drawNext(figures);

    let waiting = 0;
    window.addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
            figures.filter((figure) => figure.drawnAt && figure.drawnAt !== roomOf(figure)).forEach(attempt);
            document.documentElement.dataset.drawnFor = window.innerWidth;
        }, 100);
    });
    // Paper is narrower than a screen: there everything is drawn anew, so that it can be read.
    const onPaper = (is) => {
        document.documentElement.classList.toggle("paper", is);
        figures.forEach(attempt);
    };
    window.addEventListener("beforeprint", () => onPaper(true));
    window.addEventListener("afterprint", () => onPaper(false));
})();
