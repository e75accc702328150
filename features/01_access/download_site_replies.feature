@mid
Feature: A download site that replies with an error
  A site that is there and does not work is as good as none: nothing can be had from it.
  Documentation: MID Server upgrades, "Access to the MID Server download site".

  @ACC-DOWNLOAD-EDGE
  Rule: A download site that replies with another error than a lack of permission is out of reach as well

    Scenario Outline: A site that is out of order or empty is reported like one out of reach, and holds the upgrade back
      Given the MID Server "berlin" runs Orlando Patch 2
      And the download site answers everything with <error>
      When "berlin" is asked to upgrade to <version> <way>
      Then an issue and the agent log of "berlin" say "Unable to download updates from the install server"
      And "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case                   | error     | version                  | way                           |
        | out of order, hour     | error 500 | Orlando Patch 3          | at the hour                   |
        | not there, hour        | error 404 | Orlando Patch 1          | at the hour                   |
        | sent elsewhere, hour   | error 302 | Orlando Patch 3          | at the hour                   |
        | overloaded, hour       | error 503 | Orlando Patch 2 Hotfix 1 | at the hour                   |
        | out of order, command  | error 500 | Orlando Patch 1          | by command                    |
        | not there, click       | error 404 | Orlando Patch 3          | by hand                       |
        | out of order, click    | error 500 | Orlando Patch 3          | by hand                       |
        | not there, start       | error 404 | Orlando Patch 3          | at its start                  |
        | out of order, pin      | error 500 | Orlando Patch 4          | by its pin                    |
        | not there, override    | error 404 | Orlando Patch 1          | by the override               |
        | out of order, instance | error 500 | Orlando Patch 3          | by an upgrade of the instance |

    Scenario Outline: The check after the site has recovered upgrades and resolves the issue
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers everything with <error>
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the next check is over
      When the download site works again
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, and has no open issue

      Examples:
        | case         | error     |
        | out of order | error 500 |
        | not there    | error 404 |

    Scenario Outline: Another family is not installed from a site that replies with an error
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers everything with <error>
      When "berlin" is asked to upgrade to <version> at the hour
      Then an issue of "berlin" says "Unable to download updates from the install server"
      And "berlin" has run Orlando Patch 1
      When the download site works again
      And "berlin" is asked to upgrade to <version> at its start
      Then "berlin" has run Orlando Patch 1, then <version>, and has no open issue

      Examples:
        | case              | error     | version          |
        | the family after  | error 404 | Paris Patch 1    |
        | the family before | error 500 | New York Patch 9 |

    Scenario: A site that worked for the last upgrade and is out of order for three days holds the next one back
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the download site answers everything with error 500
      And Orlando Patch 3 is assigned
      When 3 days pass
      Then an issue of "berlin" says "Unable to download updates from the install server"
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well
