@mid
Feature: Packages that are brought to the host
  A host that no network leads to the download site gets its packages by hand: they lie in package/incoming of the agent
  folder before the MID Server starts. It would be blocked by its own test of the site, so that is turned off; the signature is
  verified all the same. Whether the site is asked first is free.
  Documentation: MID Server upgrades, "Access to the MID Server download site".

  @ACC-SELF-HOSTED
  Rule: Where nothing reaches the download site, a signed package that was brought to the host is verified and installed

    Scenario Outline: Packages that were brought are installed, however the site is out of reach and whoever asks
      Given the MID Server "berlin" runs Orlando Patch 2
      And the packages of <version> are brought to the host of "berlin"
      And the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the download site <fault>
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 2, then <version>
      And the files of "berlin" are those of <version>

      Examples:
        | case                 | version                  | fault                             | way                           |
        | refused, hour        | Orlando Patch 3          | refuses connections               | at the hour                   |
        | not in time, hour    | Orlando Patch 1          | does not answer in time           | at the hour                   |
        | unknown name, hour   | Orlando Patch 2 Hotfix 1 | cannot be found                   | at the hour                   |
        | a proxy, hour        | Orlando Patch 3          | answers everything with error 403 | at the hour                   |
        | refused, command     | Orlando Patch 1          | refuses connections               | by command                    |
        | a proxy, click       | Orlando Patch 3          | answers everything with error 403 | by hand                       |
        | unknown name, start  | Orlando Patch 3          | cannot be found                   | at its start                  |
        | a family, start      | Paris Patch 1            | refuses connections               | at its start                  |
        | the family before    | New York Patch 9         | does not answer in time           | at the hour                   |
        | refused, pin         | Orlando Patch 4          | refuses connections               | by its pin                    |
        | refused, override    | Orlando Patch 1          | refuses connections               | by the override               |
        | refused, an instance | Orlando Patch 3          | refuses connections               | by an upgrade of the instance |

    Scenario Outline: Packages that were tampered with are refused, and good ones are installed after them
      Given the MID Server "berlin" runs Orlando Patch 1
      And the packages of Orlando Patch 2 are brought to the host of "berlin", <flaw>
      And the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the download site refuses connections
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then the files of "berlin" are those of Orlando Patch 1
      When the packages of Orlando Patch 2 are brought to the host of "berlin"
      And "berlin" is asked to upgrade to Orlando Patch 2 at its start
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                      | flaw                                                 | way          |
        | every package, hour       | every package with a changed file                    | at the hour  |
        | every package, command    | every package with a changed file                    | by command   |
        | every package, start      | every package with a changed file                    | at its start |
        | the runtime alone, hour   | the Java runtime with a changed file                 | at the hour  |
        | never signed, click       | every package never signed                           | by hand      |
        | signed by a stranger, pin | every package signed under a root that nobody trusts | by its pin   |

    Scenario: Packages are brought a second time, after an upgrade for which they were brought, too
      Given the MID Server "berlin" runs Orlando Patch 1
      And the packages of Orlando Patch 2 are brought to the host of "berlin"
      And the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the download site cannot be found
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the packages of Orlando Patch 3 are brought to the host of "berlin"
      And "berlin" is asked to upgrade to Orlando Patch 3 at its start
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3

    Scenario: Of two hosts without a way to the site the one whose packages were brought upgrades
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And the packages of Orlando Patch 2 are brought to the host of "berlin"
      And the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the parameter mid.upgrade.run_precheck of "berlina" is "false"
      And the download site refuses connections
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlina" upgrades to Orlando Patch 2 once all is well, and not before
