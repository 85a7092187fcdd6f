// Scores the test vectors beside it a second time, from the definitions alone: `node check.mjs`.
// The whole of it follows from the written rules; it shares no line with the library.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

// ---- Digests: SHA-256 over JSON with sorted keys and no white space.

const canonical = (data) => {
  if (Array.isArray(data)) return `[${data.map(canonical).join(",")}]`;
  if (data === null || typeof data !== "object") return JSON.stringify(data);
  const pairs = Object.keys(data).sort().map((name) => `${JSON.stringify(name)}:${canonical(data[name])}`);
  return `{${pairs.join(",")}}`;
};
const digest = (data) => createHash("sha256").update(canonical(data), "utf8").digest("hex");

const contentDigest = (definition) => digest(definition);
const scoringDigest = (definition) => digest({
  items: sortedBy("id", definition.items).map(({ id, ...item }) => {
    const { options, missing = [] } = responsesOf(definition, item);
    return { id, options: ascending(options), missing: ascending(missing) };
  }),
  scales: sortedBy("id", definition.scales).map((scale) => ({
    id: scale.id,
    items: sortedBy("item", scale.items).map(({ item, reverse = false, weight = "1" }) => ({ item, reverse, weight })),
    method: scale.method,
    at_least: scale.at_least ?? null,
    min_answered: String(required(scale)),
    bands: bandsOf(scale).map(({ start, label }) => ({ start, label })),
  })),
});

const sortedBy = (name, tables) => [...tables].sort((a, b) => (a[name] < b[name] ? -1 : 1));
const ascending = (options) => options.map(({ value }) => value).sort((a, b) => compare(fraction(a), fraction(b)));
const bandsOf = (scale) => [...(scale.bands ?? [])].sort((a, b) => compare(fraction(a.start), fraction(b.start)));

// ---- Fractions: two whole numbers in lowest terms, the lower one positive.

const abs = (n) => (n < 0n ? -n : n);
const gcd = (a, b) => (b === 0n ? abs(a) : gcd(b, a % b));
const lcm = (a, b) => (a / gcd(a, b)) * b;
const over = (n, d) => {
  const divisor = d < 0n ? -gcd(n, d) : gcd(n, d);
  return { n: n / divisor, d: d / divisor };
};
const fraction = (text) => {
  const [n, d = "1"] = text.split("/");
  return over(BigInt(n), BigInt(d));
};
const ZERO = fraction("0");
const ONE = fraction("1");
const plus = (a, b) => over(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a, b) => over(a.n * b.d - b.n * a.d, a.d * b.d);
const times = (a, b) => over(a.n * b.n, a.d * b.d);
const divided = (a, b) => over(a.n * b.d, a.d * b.n);
const compare = (a, b) => Number(a.n * b.d - b.n * a.d);
const size = (a) => ({ n: abs(a.n), d: a.d });
const total = (numbers) => numbers.reduce(plus, ZERO);
const least = (numbers) => numbers.reduce((a, b) => (compare(b, a) < 0 ? b : a));
const greatest = (numbers) => numbers.reduce((a, b) => (compare(b, a) > 0 ? b : a));
const commonDenominator = (numbers) => numbers.reduce((found, { d }) => lcm(found, d), 1n);
const text = (a) => (a === null ? null : a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`);

// The nearest float of a decimal: as digits and an exponent, so that it is rounded once.
const nearest = ({ n, d }) => {
  let exponent = 0;
  for (; (n * 10n ** BigInt(exponent)) % d !== 0n; exponent += 1);
  return Number(`${(n * 10n ** BigInt(exponent)) / d}e-${exponent}`);
};

// ---- The definition.

const responsesOf = (definition, { responses }) =>
  definition.response_scales.find(({ id }) => id === (responses ?? definition.response_scales[0].id));
const valuesOf = (options = []) => options.map(({ value }) => fraction(value));

// How many answers a scale needs: a share of its items is rounded up.
const required = ({ items, min_answered: text = `${items.length}` }) => {
  const share = text.includes("/") ? times(fraction(text), fraction(`${items.length}`)) : fraction(text);
  return Number((share.n + share.d - 1n) / share.d);
};

// An item as a scale sees it: what each option counts as, and how much that weighs.
const partsOf = (definition, scale) => scale.items.map(({ item: id, reverse, weight = "1" }) => {
  const options = valuesOf(responsesOf(definition, definition.items.find((item) => item.id === id)).options);
  const turned = (x) => (reverse ? minus(plus(least(options), greatest(options)), x) : x);
  const reaches = (y) => (compare(y, fraction(scale.at_least)) >= 0 ? ONE : ZERO);
  const keyed = options.map((x) => (scale.method === "count" ? reaches(turned(x)) : turned(x)));
  const [lo, hi] = [least(keyed), greatest(keyed)];
  return { id, options, keyed, lo, span: minus(hi, lo), weight: fraction(weight) };
});
const divisor = (scale, parts) => (scale.method === "mean" ? total(parts.map(({ weight }) => weight)) : ONE);

// ---- What is refused.

// k·L·Σ|A| + k·L·(B - A) or D, times the largest denominator of a start, must stay below 2^52.
const LIMIT = 2n ** 52n;
const tooFine = (definition) => {
  const vast = definition.response_scales.some(({ options, missing = [] }) => {
    const values = valuesOf([...options, ...missing]);
    const c = commonDenominator(values);
    return values.some(({ n, d }) => abs(n) * (c / d) >= LIMIT);
  });
  return vast || definition.scales.some((scale) => largestStep(definition, scale) >= LIMIT);
};
const largestStep = (definition, scale) => {
  const parts = partsOf(definition, scale);
  const products = parts.map(({ keyed, weight }) => keyed.map((y) => times(weight, y)));
  const places = parts.flatMap(({ keyed, lo, span }) => keyed.map((y) => divided(minus(y, lo), span)));
  const kL = fraction(`${BigInt(parts.length) * commonDenominator(places)}`);
  const made = fraction(`${commonDenominator(products.flat())}`);
  const c = times(made, fraction(`${times(made, divisor(scale, parts)).d}`));
  const sizes = total(products.map((each) => greatest(each.map(size))));
  const spread = total(products.map((each) => minus(greatest(each), least(each))));
  const numerator = times(times(kL, c), plus(sizes, spread));
  const denominator = times(times(kL, c), divisor(scale, parts));
  const fineness = bandsOf(scale).reduce((found, { start }) => (fraction(start).d > found ? fraction(start).d : found), 1n);
  return greatest([numerator, denominator]).n * fineness;
};

// An answer is null or the value of an option, as a JSON number.
const stands = (answer, option) => typeof answer === "number" && nearest(option) === answer;
const refusedItems = (definition, given) => Object.keys(given).sort().filter((id) => {
  const item = definition.items.find((each) => each.id === id);
  if (item === undefined) return true;
  const { options, missing } = responsesOf(definition, item);
  return given[id] !== null && ![...valuesOf(options), ...valuesOf(missing)].some((value) => stands(given[id], value));
});

// ---- The score.

const scoreOf = (definition, scale, given) => {
  const parts = partsOf(definition, scale).map((part) => ({
    ...part,
    y: part.keyed[part.options.findIndex((option) => stands(given[part.id], option))],
  }));
  const answered = parts.filter(({ y }) => y !== undefined);
  const by = divisor(scale, parts);

  // Bounds: an answered item stays, a missing one goes where it adds least or most.
  const bound = (pick, among) => divided(total(among.map(({ y, keyed, weight }) =>
    pick((y === undefined ? keyed : [y]).map((each) => times(weight, each))))), by);
  const open = parts.map((part) => ({ ...part, y: undefined }));
  const [low, high] = [bound(least, parts), bound(greatest, parts)];
  const [minimum, maximum] = [bound(least, open), bound(greatest, open)];

  // The value: a missing item stands at the average relative position of the answered ones.
  let value = null;
  if (answered.length >= required(scale)) {
    const positions = answered.map(({ y, lo, span }) => divided(minus(y, lo), span));
    const p = divided(total(positions), fraction(`${answered.length}`));
    const placed = parts.map(({ y, lo, span, weight }) => times(weight, y ?? plus(lo, times(p, span))));
    value = divided(total(placed), by);
  }

  // Bands: from a start up to the next one.
  const bands = bandsOf(scale).map(({ start, label }, n, all) => ({
    label,
    meets: (from, to) =>
      compare(fraction(start), to) <= 0 && (n + 1 === all.length || compare(from, fraction(all[n + 1].start)) < 0),
  }));
  return {
    status: value === null ? "too-few" : answered.length < parts.length ? "prorated" : "complete",
    answered: answered.length,
    required: required(scale),
    of: parts.length,
    value: text(value),
    low: text(low),
    high: text(high),
    minimum: text(minimum),
    maximum: text(maximum),
    position: value && text(divided(minus(value, minimum), minus(maximum, minimum))),
    band: (value && bands.find(({ meets }) => meets(value, value))?.label) ?? null,
    possible_bands: bands.filter(({ meets }) => meets(low, high)).map(({ label }) => label),
  };
};

// ---- The comparison.

const outcome = (definition, given) => {
  const refused = refusedItems(definition, given);
  if (refused.length > 0) return { given, refused };
  return { given, scores: Object.fromEntries(definition.scales.map((s) => [s.id, scoreOf(definition, s, given)])) };
};
const again = ({ name, definition, answers }) => {
  if (tooFine(definition)) return { name, definition, refused: true };
  return {
    name,
    definition,
    scoring_digest: scoringDigest(definition),
    content_digest: contentDigest(definition),
    answers: (answers ?? []).map(({ given }) => outcome(definition, given)),
  };
};

const here = new URL(".", import.meta.url);
const names = readdirSync(here).filter((name) => name.endsWith(".json")).sort();
const cases = names.flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, here), "utf8")).cases.map((each) => ({ file, each })));
const wrong = cases.filter(({ each }) => canonical(again(each)) !== canonical(each));
for (const { file, each } of wrong) {
  const found = again(each);
  const differs = Object.keys({ ...each, ...found }).filter(
    (name) => canonical(each[name] ?? null) !== canonical(found[name] ?? null));
  console.log(`${file}: ${each.name}: ${differs.join(", ")} differ`);
}
const sets = cases.reduce((sum, { each }) => sum + (each.answers ?? []).length, 0);
console.log(`${sets} answer sets, ${cases.length} definitions: ${wrong.length === 0 ? "all agree" : `${wrong.length} differ`}`);
process.exitCode = wrong.length === 0 && cases.length > 0 ? 0 : 1;
