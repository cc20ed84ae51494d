from hundralapp.cli import main

main()
