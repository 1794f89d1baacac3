"""What Prometheus is told, in a registry of each application's own."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """Counts requests, articles and facts. Labels are route templates and never what a caller sent."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "onrecord_http_requests", "Requests answered", ["method", "route", "status"], registry=self._registry
        )
        self._durations = Histogram(
            "onrecord_http_request_duration_seconds",
            "Seconds until the answer was sent",
            ["method", "route"],
            buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 120),
            registry=self._registry,
        )
        self._in_progress = Gauge(
            "onrecord_http_requests_in_progress", "Requests being answered", registry=self._registry
        )
        self._articles = Counter(
            "onrecord_articles_ingested", "Articles sent, by what became of them", ["result"], registry=self._registry
        )
        self._facts = Counter("onrecord_facts_recorded", "Facts stored", ["type"], registry=self._registry)

    def begin_request(self) -> None:
        """Note that a request has come."""
        self._in_progress.inc()

    def end_request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Note how a request was answered."""
        method = method if method in _KNOWN_METHODS else "OTHER"
        self._in_progress.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._durations.labels(method, route).observe(seconds)

    def count_article(self, *, is_new: bool, quotes: int, figures: int) -> None:
        """Note an article that was sent, and, where it was new, its facts."""
        self._articles.labels("new" if is_new else "known").inc()
        if is_new:
            self._facts.labels("quote").inc(quotes)
            self._facts.labels("figure").inc(figures)

    def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)
