"""Plain Python on the JSON documents of journeys and tables: finding, adding, moving, removing."""
