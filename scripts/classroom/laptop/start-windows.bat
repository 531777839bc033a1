@echo off
rem Opens the worksheets on this laptop. This file is plain ASCII on purpose.
setlocal DisableDelayedExpansion
rem The install manager of Python must not fetch anything by itself.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
pushd "%~dp0"
if errorlevel 1 goto incomplete
if not exist "laptop\fits.py" goto incomplete
for %%c in ({candidates}) do (
  %%~c "laptop\fits.py" >nul 2>nul && (
    set "CHOSEN=%%~c"
    goto found
  )
)
echo {missing}
goto failed
:incomplete
echo {incomplete}
goto failed
:found
%CHOSEN% "laptop\start.py" %*
if errorlevel 1 goto failed
popd
exit /b 0
:failed
echo.
pause
popd
exit /b 1
