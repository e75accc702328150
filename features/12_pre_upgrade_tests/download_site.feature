@mid
Feature: Access to the download site
  Without its packages an upgrade cannot begin. A host may be cut off by its network, by its name server, or by a proxy that
  lets it have nothing from install.service-now.com.
  Documentation: MID Server upgrades, "Access to the MID Server download site" and "Errors that block the upgrade".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2

  @PRE-DOWNLOAD
  Rule: Without access to the download site nothing is upgraded, and issue and agent log say so

    Scenario Outline: A site that is out of reach is reported in both places, and holds the upgrade back until it is back
      Given the download site <fault>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue and the agent log of "berlin" say "Unable to download updates from the install server"
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples: Causes
        | case             | fault                             | assigned                 | way         |
        | refused          | refuses connections               | Orlando Patch 3          | at the hour |
        | not in time      | does not answer in time           | Orlando Patch 1          | at the hour |
        | unknown name     | cannot be found                   | Orlando Patch 2 Hotfix 1 | at the hour |
        | no permission    | answers everything with error 403 | Orlando Patch 3          | at the hour |
        | not logged in    | answers everything with error 401 | Orlando Patch 3          | at the hour |
        | 403, next family | answers everything with error 403 | Paris Patch 1            | at the hour |

      Examples: Occasions
        | case                   | fault                             | assigned                 | way          |
        | refused, command       | refuses connections               | Orlando Patch 3          | by command   |
        | no permission, click   | answers everything with error 403 | Orlando Patch 3          | by hand      |
        | not in time, click     | does not answer in time           | Orlando Patch 1          | by hand      |
        | not logged in, command | answers everything with error 401 | Orlando Patch 1 Hotfix 1 | by command   |
        | unknown name, start    | cannot be found                   | Orlando Patch 3          | at its start |
        | no permission, start   | answers everything with error 403 | New York Patch 9         | at its start |
        | refused, pin           | refuses connections               | Orlando Patch 4          | by its pin   |

    Scenario Outline: The issue is resolved by the check that reaches the site and upgrades
      Given the download site <fault>
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the download site works again
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

      Examples:
        | case          | fault                             |
        | refused       | refuses connections               |
        | no permission | answers everything with error 403 |

    Scenario: A site that was there for the last upgrade and is out of reach for the next one blocks it
      Given "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the download site does not answer in time
      And "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then an issue of "berlin" says "Unable to download updates from the install server"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlin" upgrades to Orlando Patch 4 once all is well

    Scenario: A site that was there for tests that have failed and is out of reach for the next ones is reported
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And the host of "berlin" has 50 GB of free disk space
      When the download site refuses connections
      And the next check is over
      Then an issue and the agent log of "berlin" say "Unable to download updates from the install server"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

    Scenario: A site that is out of reach for one cause and then for another is reported both times
      Given the download site refuses connections
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And the download site works again
      When the download site answers everything with error 403
      And the next check is over
      Then an issue and the agent log of "berlin" say "Unable to download updates from the install server"
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: A site that is out of reach for three days is still reported
      Given the download site cannot be found
      And Orlando Patch 3 is assigned
      And 3 days pass
      When the next check is over
      Then an issue and the agent log of "berlin" say "Unable to download updates from the install server"
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: Every MID Server that is kept from the site has an issue of its own
      Given the MID Server "berlina" runs Orlando Patch 2
      And the download site refuses connections
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "Unable to download updates from the install server"
      And an issue of "berlina" says "Unable to download updates from the install server"
      And "berlin" and "berlina" upgrade to Orlando Patch 3 once all is well
