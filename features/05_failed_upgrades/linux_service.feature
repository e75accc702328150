@mid
Feature: The service on Linux
  When a service stops that Madrid or an older version has set up, it takes every process along that it started, the upgrade
  to New York included. Nobody starts it again. Windows services do not behave like this.
  Documentation: MID Server upgrades, "Failed upgrades".

  @FAIL-LINUX-MADRID
  Rule: On Linux, an upgrade from Madrid or older to New York succeeds only after the service was reinstalled

    Scenario Outline: An upgrade to New York fails under a service that Madrid or an older version has set up
      Given the MID Server "berlin" runs <installed> on Linux
      And "berlin" is asked to upgrade to New York Patch 9 <way>
      When the service of "berlin" is reinstalled by hand
      Then the record of "berlin" says <installed>
      And "berlin" upgrades to New York Patch 9 once all is well, and not before

      Examples:
        | case              | installed       | way                           |
        | Madrid            | Madrid Patch 10 | at the hour                   |
        | London            | London Patch 10 | at the hour                   |
        | Madrid, a command | Madrid Patch 10 | by an upgrade of the instance |
        | Madrid, its start | Madrid Patch 10 | at its start                  |

    Scenario Outline: On Windows, and between other versions, the upgrade goes through
      Given the MID Server "berlin" runs <installed> on <system>
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" has run <installed>, then <assigned>

      Examples:
        | case                   | installed        | system  | assigned         |
        | Madrid on Windows      | Madrid Patch 10  | Windows | New York Patch 9 |
        | New York on Linux      | New York Patch 9 | Linux   | Orlando Patch 1  |
        | within Madrid on Linux | Madrid Patch 10  | Linux   | Madrid Patch 4   |
