module choco

go 1.19
