@mid
Feature: The service on Linux
  When a service stops that Madrid or an older version has set up, it takes every process along that it started, the upgrade
  to New York included. Nobody starts it again. Windows services do not behave like this.
  Documentation: MID Server upgrades, "Failed upgrades".

  @FAIL-LINUX-MADRID
  Rule: On Linux, an upgrade from Madrid or older to New York succeeds only after the service was reinstalled

    Scenario Outline: The service is from Madrid or older
      Given the MID Server "berlin" runs <installed> on Linux
      And New York Patch 9 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has asked for a permit or a package
      And "berlin" has run <installed>
      When the service of "berlin" is reinstalled by hand
      And "berlin" is started
      And 1 hour and 30 minutes pass
      Then "berlin" has run <installed>, then New York Patch 9

      Examples:
        | case   | installed       |
        | Madrid | Madrid Patch 10 |
        | London | London Patch 10 |

    Scenario Outline: The service is another one
      Given the MID Server "berlin" runs <installed> on <system>
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has run <installed>, then <assigned>

      Examples:
        | case                | installed        | system  | assigned         |
        | Madrid on Windows   | Madrid Patch 10  | Windows | New York Patch 9 |
        | New York on Linux   | New York Patch 9 | Linux   | Orlando Patch 1  |
        | Madrid stays Madrid | Madrid Patch 10  | Linux   | Madrid Patch 4   |
