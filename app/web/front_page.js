"use strict";

const place = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function whoClaims(attribution, article) {
  if (attribution.origin === "publisher") return article.publisher || "The publisher";
  const names = attribution.sources.map((source) => source.name).join(", ");
  return names || "Sources that are not named";
}

function sentenceWithMark(evidence) {
  const shown = document.createElement("div");
  const { sentence, start, end } = evidence;
  const letters = Array.from(sentence.exact);
  const from = Math.max(0, start - sentence.start);
  const to = Math.min(letters.length, end - sentence.start);
  shown.append(letters.slice(0, from).join(""));
  shown.append(element("mark", letters.slice(from, to).join("")));
  shown.append(letters.slice(to).join(""));
  return shown;
}

function shownFact({ fact }) {
  const item = document.createElement("li");
  const { article } = fact.evidence;
  item.append(element("div", whoClaims(fact.attribution, article), "who"));
  item.append(sentenceWithMark(fact.evidence));
  const told = [article.publisher, article.published_at, article.title].filter(Boolean).join(" · ");
  const source = element("div", "", "source");
  const link = element("a", told || article.id);
  link.href = `v1/articles/${article.id}/text`;
  source.append(link);
  item.append(source);
  return item;
}

function show(answer) {
  place("message").textContent = answer.summary ? answer.summary.text : answer.items.length ? "" : "Nothing on record answers this.";
  place("facts").replaceChildren(...answer.items.map(shownFact));
  const drawing = new URLSearchParams({ q: answer.query.asked, format: "svg" });
  place("compare").href = `v1/compare?${drawing}`;
  // A link cannot send a key.
  place("compare").hidden = place("key").value !== "" || !answer.items.some(({ fact }) => fact.type === "figure");
  const { articles, facts } = answer.searched;
  place("searched").textContent = `Searched ${facts} facts in ${articles} articles.`;
}

async function ask() {
  const key = place("key").value;
  const asked = new URLSearchParams({ q: place("question").value });
  const response = await fetch(`v1/lookup?${asked}`, { headers: key ? { "X-API-Key": key } : {} });
  const answer = await response.json();
  if (response.ok) return show(answer);
  place("facts").replaceChildren();
  place("compare").hidden = true;
  place("searched").textContent = "";
  place("key-row").hidden = response.status !== 401 && place("key-row").hidden;
  place("message").textContent = `${answer.title}: ${answer.detail}`;
}

for (const shown of document.getElementsByClassName("origin")) shown.textContent = location.origin;
function askOrSayWhyNot() {
  ask().catch(() => { place("message").textContent = "The service does not answer."; });
}

place("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  // A question can be sent on, or come back to, by its address.
  history.replaceState(null, "", `?${new URLSearchParams({ q: place("question").value })}`);
  askOrSayWhyNot();
});

const askedInAddress = new URLSearchParams(location.search).get("q");
if (askedInAddress) {
  place("question").value = askedInAddress;
  askOrSayWhyNot();
}
