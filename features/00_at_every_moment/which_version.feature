Feature: Which version, at every moment
  What a MID Server goes to is what its instance and its config.xml name, and what it runs is one build, whole.
  Documentation: MID Server upgrades, "Upgrade methods", "Pinning".

  @VER-PRECEDENCE
  Rule: What is installed is what was assigned

    @mid
    Scenario: Installs what is assigned
      Then at every moment packages are those of the build that the last check found, or that was assigned since

  @PKG-PLATFORM
  Rule: Packages fit the host

    @mid
    Scenario: Packages fit the system
      Then at every moment no MID Server asks for a package for another operating system than its own

  @PKG-APPROPRIATE
  Rule: What an upgrade leaves is one build

    @mid
    Scenario: Builds are whole
      Then at every moment an upgrade in which nothing failed leaves the files of one build, and all of them

  @VER-PINNED-SURVIVES
  Rule: Nobody but an administrator changes the pin

    @mid
    Scenario: The pin is the administrators' alone
      Then at every moment nobody but an administrator has written mid.pinned.version

  @AUTO-DIFFERENT
  Rule: A version other than the running one starts an upgrade, and the same one starts nothing

    @mid
    Scenario: Equal is not upgraded
      Then at every moment whoever was told last the version that it runs, and has no pin, asks for no permit

    @mid
    Scenario: Different is taken
      Then at every moment whoever is Up, validated and told another version sees to that before the next check

  @ERR-BUILDSTAMP
  Rule: What is no build stamp is not installed

    @mid
    Scenario: No upgrade to nonsense
      Then at every moment whoever was told nothing that is a build stamp, and has no pin, replaces no file

  @ERR-QUERY
  Rule: Without an answer there is no upgrade, but a message

    @mid
    Scenario: No answer no upgrade
      Then at every moment whoever was told no version at an instant, and has no pin, asks for no permit then

  @STATE-UPGRADING
  Rule: The status and the version that are told are those of the MID Server

    @mid
    Scenario: Reports what it runs
      Then at every moment no MID Server reports a version that it does not run
